package convspectrum.search.scoring;

import convspectrum.search.design.Network;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.proxy.input.ChainBlocks;
import convspectrum.search.proxy.input.ScoredGraph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Weights;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;

/** The key that identifies what is scored of a network. */
public final class GraphKey {
  private static final int BYTES = 16;

  private GraphKey() {}

  /**
   * A key that is equal for networks whose {@linkplain ScoredGraph scored graphs} are equal node by
   * node, names apart. A canonical form would not be enough, since two equal activations of one
   * tensor both count.
   *
   * @param proxies that score it; only some of them read which nodes end a block of the spec
   * @return 32 hexadecimal digits
   */
  public static String of(Network network, Collection<AccuracyProxy> proxies) {
    ScoredGraph scored = ScoredGraph.of(network.graph(), network.weights().apply(0));
    StringBuilder text = new StringBuilder();
    for (Node node : scored.graph().nodes()) {
      text.append(node.op());
      node.inputs().forEach(input -> text.append(' ').append(input.index()));
      if (node.op() instanceof Op.Constant) {
        // Only imported networks have any: everything else is random by its place.
        text.append(' ').append(values(scored.weights(), node));
      }
      text.append('\n');
    }
    scored.graph().outputs().forEach(output -> text.append(output.index()).append(' '));
    if (proxies.stream().anyMatch(AccuracyProxy::readsBlocks)) {
      ChainBlocks.of(scored).forEach(end -> text.append("| ").append(end.index()));
    }
    return hash(text.toString());
  }

  private static int values(Weights weights, Node constant) {
    return Arrays.hashCode(weights.get(constant, ParameterSlot.VALUE).data());
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
