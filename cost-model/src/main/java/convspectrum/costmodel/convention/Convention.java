package convspectrum.costmodel.convention;

import convspectrum.spec.graph.Node;
import java.util.List;

/**
 * A way of counting. Each restates a graph as one tool would print it; {@link #PAPER} is ours, and
 * that of published figures. {@link Live} is no tool's: it counts as papers do what the output
 * depends on.
 *
 * <p>Conventions differ in the unit and in whether bias, normalisation, activations and pooling
 * count. What a tool passes over counts 0 in its convention, knowingly.
 */
public sealed interface Convention
    permits Paper, Fvcore, Ptflops, PtflopsAten, Thop, Torch, DeepSpeed, Keras, OnnxTool, Live {

  /** Convolutions, linear layers and matrix products; nothing else. */
  Convention PAPER = new Paper();

  /** All conventions, {@link #PAPER} first. */
  static List<Convention> all() {
    return List.of(
        PAPER,
        new Fvcore(),
        new Ptflops(),
        new PtflopsAten(),
        new Thop(),
        new Torch(),
        new DeepSpeed(),
        new Keras(),
        new OnnxTool(),
        new Live());
  }

  /**
   * The convention of that name.
   *
   * @throws IllegalArgumentException where there is none; the message lists those there are
   */
  static Convention named(String name) {
    for (Convention convention : all()) {
      if (convention.name().equals(name)) {
        return convention;
      }
    }
    throw new IllegalArgumentException(
        "no convention '%s'; expected one of %s"
            .formatted(name, String.join(", ", all().stream().map(Convention::name).toList())));
  }

  /**
   * The tool that counts in this way.
   *
   * @param name its name on the command line: {@code ptflops-aten}
   * @param unit what its figure counts
   * @param policy what it counts of biases, norms and the like: a few words that stand beside every
   *     figure
   */
  record Tool(String name, Unit unit, String policy) {}

  /** The tool that counts in this way. */
  Tool tool();

  /** The name of its tool. */
  default String name() {
    return tool().name();
  }

  /** What its figure counts. */
  default Unit unit() {
    return tool().unit();
  }

  /** What its tool counts of biases, norms and the like. */
  default String policy() {
    return tool().policy();
  }

  /** What the tool counts for {@code node}, in {@link #unit()}. */
  long operations(Node node);

  /** Whether nodes that make no difference to an output count nothing. */
  default boolean countsLiveNodesAlone() {
    return false;
  }

  /** Whether the tool's parameters include running statistics of batch norms. */
  default boolean countsRunningStatistics() {
    return false;
  }
}
