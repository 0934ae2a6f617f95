package convspectrum.search.scoring;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.IdentityHashMap;

/** The key that identifies a scored graph. */
public final class GraphKey {
  private static final int BYTES = 16;

  private GraphKey() {}

  /**
   * A key that is equal for graphs that are equal node by node, names included. A canonical form
   * would not be enough, since two equal activations of one tensor both count.
   *
   * @return 32 hexadecimal digits
   */
  public static String of(Graph graph) {
    IdentityHashMap<Node, Integer> numbers = new IdentityHashMap<>();
    StringBuilder text = new StringBuilder();
    for (Node node : graph.nodes()) {
      text.append(node.name()).append(' ').append(node.op());
      node.inputs().forEach(input -> text.append(' ').append(numbers.get(input)));
      text.append('\n');
      numbers.put(node, numbers.size());
    }
    graph.outputs().forEach(output -> text.append(numbers.get(output)).append(' '));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
