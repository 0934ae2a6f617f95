package convspectrum.spec.zoo;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;

/** Which layers of a network a figure is about. */
public sealed interface Selection {
  /** All of them. */
  record Whole() implements Selection {}

  /** Convolutions of any kind. */
  record Convolutions() implements Selection {}

  /** 1×1 convolutions over whole feature maps. */
  record Pointwise() implements Selection {}

  /** Depthwise convolutions. */
  record Depthwise() implements Selection {}

  /** Convolutions that are neither 1×1 nor depthwise. */
  record Spatial() implements Selection {}

  /** Fully connected layers. */
  record Linear() implements Selection {}

  /** The blocks of these names: what {@code as} calls them in the spec's {@code layers}. */
  record At(List<String> blocks) implements Selection {
    public At {
      blocks = List.copyOf(blocks);
    }
  }

  /** All but the block of this name. */
  record But(String block) implements Selection {}

  /** Whether a node is among them. */
  default boolean includes(Node node) {
    return switch (this) {
      case Whole _ -> true;
      case Convolutions _ -> node.op() instanceof Op.Conv;
      case Pointwise _ -> node.op() instanceof Op.Conv conv && isPointwise(conv);
      case Depthwise _ -> node.op() instanceof Op.Conv conv && isDepthwise(conv, node);
      case Spatial _ ->
          node.op() instanceof Op.Conv conv && !isPointwise(conv) && !isDepthwise(conv, node);
      case Linear _ -> node.op() instanceof Op.Linear;
      case At(List<String> blocks) -> blocks.stream().anyMatch(block -> isIn(node, block));
      case But(String block) -> !isIn(node, block);
    };
  }

  private static boolean isPointwise(Op.Conv conv) {
    return conv.window().taps() == 1;
  }

  private static boolean isDepthwise(Op.Conv conv, Node node) {
    return conv.groups() > 1 && conv.groups() == node.inputShape().channels();
  }

  private static boolean isIn(Node node, String block) {
    return node.name().startsWith("layers." + block + ".");
  }

  static Selection of(String text) {
    if (text.startsWith("at:")) {
      return new At(List.of(text.substring(3).split(",")));
    }
    if (text.startsWith("but:")) {
      return new But(text.substring(4));
    }
    return switch (text) {
      case "" -> new Whole();
      case "convolutions" -> new Convolutions();
      case "pointwise" -> new Pointwise();
      case "depthwise" -> new Depthwise();
      case "spatial" -> new Spatial();
      case "linear" -> new Linear();
      default -> throw new IllegalStateException("no selection '" + text + "'");
    };
  }
}
