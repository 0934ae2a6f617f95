package convspectrum.formats.onnx.read.node;

import ai.onnx.proto.OnnxMl.NodeProto;

/** How nodes and names are shown in messages: a hostile file may call them anything. */
public final class Faults {
  private static final int MAX_LENGTH = 100;

  private Faults() {}

  /** The node's name, or that of its first result. */
  public static String name(NodeProto node) {
    String name = node.getName();
    if (name.isEmpty() && node.getOutputCount() > 0) {
      name = node.getOutput(0);
    }
    return "node '" + shown(name) + "' (" + shown(node.getOpType()) + ")";
  }

  public static String shown(String name) {
    String cut = name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH) + "…";
    return cut.codePoints()
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
