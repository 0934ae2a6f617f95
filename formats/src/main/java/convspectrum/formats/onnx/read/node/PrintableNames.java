package convspectrum.formats.onnx.read.node;

import ai.onnx.proto.OnnxMl.NodeProto;

/** Names of nodes and values as messages show them: a hostile file may call them anything. */
public final class PrintableNames {
  private static final int MAX_LENGTH = 100;

  private PrintableNames() {}

  /** The node's name, or that of its first result. */
  public static String name(NodeProto node) {
    String name = node.getName();
    if (name.isEmpty() && node.getOutputCount() > 0) {
      name = node.getOutput(0);
    }
    return "node '" + shown(name) + "' (" + shown(node.getOpType()) + ")";
  }

  /** The first {@value MAX_LENGTH} characters of a name, with ? for control characters. */
  public static String shown(String name) {
    String cut = name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH) + "…";
    return cut.codePoints()
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
