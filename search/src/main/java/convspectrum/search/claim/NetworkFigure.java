package convspectrum.search.claim;

import convspectrum.costmodel.Cost;
import convspectrum.search.design.ComparedDesign;
import convspectrum.spec.graph.Op;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the value of a claim can be of: a time, or what is counted. */
enum NetworkFigure {
  /** Time of a forward pass in milliseconds. */
  TIME,
  /** Multiply-accumulates per second. */
  DENSITY,
  /** Multiply-accumulates. */
  MACS,
  /** Floating-point operations, two a multiply-accumulate. */
  FLOPS,
  /** Learned parameters. */
  PARAMS,
  /** Bytes of inputs and parameters read and of outputs written. */
  BYTES,
  /** Bytes of all activations that are alive at one time, at most. */
  PEAK_MEMORY,
  /**
   * Elements that convolutions write: the activations of Radosavovic et al. (Designing Network
   * Design Spaces, CVPR 2020), who call them "the size of the output tensors of all conv layers".
   */
  ACTIVATIONS;

  /** Its name, as it is written. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names. */
  static List<String> words() {
    return Arrays.stream(values()).map(NetworkFigure::word).toList();
  }

  /** The figure of a name. */
  static Optional<NetworkFigure> of(String word) {
    return Arrays.stream(values()).filter(figure -> figure.word().equals(word)).findFirst();
  }

  /**
   * The figure of a network.
   *
   * @param ms time of a pass
   */
  double of(ComparedDesign design, double ms) {
    Cost total = design.cost().total();
    return switch (this) {
      case TIME -> ms;
      case DENSITY -> total.macs() / (ms / 1e3);
      case MACS -> total.macs();
      case FLOPS -> total.flops();
      case PARAMS -> total.params();
      case BYTES -> total.bytes();
      case PEAK_MEMORY -> design.cost().peakActivationBytes();
      case ACTIVATIONS ->
          design.cost().nodes().stream()
              .filter(node -> node.node().op() instanceof Op.Conv)
              .mapToDouble(node -> node.cost().activations())
              .sum();
    };
  }
}
