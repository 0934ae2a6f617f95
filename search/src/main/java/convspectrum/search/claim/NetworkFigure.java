package convspectrum.search.claim;

import convspectrum.costmodel.Cost;
import convspectrum.search.design.ComparedDesign;
import convspectrum.spec.graph.Op;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the value of a claim can be of: what is measured, or what is counted. */
public enum NetworkFigure {
  /** Time of a forward pass in milliseconds. */
  TIME,
  /** Percent of the test images that a trained network classifies correctly. */
  ACCURACY,
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

  /** What a study of times has. */
  static final Set<NetworkFigure> TIMED = Set.copyOf(EnumSet.complementOf(EnumSet.of(ACCURACY)));

  /** What a study of training has. */
  public static final Set<NetworkFigure> TRAINED =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(TIME, DENSITY)));

  /** Its name, as it is written. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names. */
  static List<String> words() {
    return words(EnumSet.allOf(NetworkFigure.class));
  }

  /** The names of some, in the order of all. */
  static List<String> words(Set<NetworkFigure> some) {
    return Arrays.stream(values()).filter(some::contains).map(NetworkFigure::word).toList();
  }

  /** The figure of a name. */
  static Optional<NetworkFigure> of(String word) {
    return Arrays.stream(values()).filter(figure -> figure.word().equals(word)).findFirst();
  }

  /**
   * The figure of a network.
   *
   * @param measured what the study measures of it: the time of a pass in milliseconds, or the
   *     accuracy in percent
   */
  public double of(ComparedDesign design, double measured) {
    Cost total = design.cost().total();
    return switch (this) {
      case TIME, ACCURACY -> measured;
      case DENSITY -> total.macs() / (measured / 1e3);
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
