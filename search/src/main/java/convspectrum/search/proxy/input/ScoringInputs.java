package convspectrum.search.proxy.input;

import convspectrum.spec.graph.Node;
import java.util.List;
import java.util.function.Function;

/**
 * The inputs with which a network is scored.
 *
 * @param first the batch that most proxies use alone
 * @param second the second batch of zico
 * @param noise the noise that zen scales and adds to the first batch, with as many values as the
 *     images
 * @param blocks the nodes of the scored graph that end its blocks, in order, each a cut of the
 *     chain
 * @param signs for a boundary between two blocks, by its number, +1 or −1 for each value of the
 *     latter's output, row-major
 */
public record ScoringInputs(
    ProxyBatch first,
    ProxyBatch second,
    Values noise,
    Function<ScoredGraph, List<Node>> blocks,
    Signs signs) {
  /** Numbers that are computed on demand. */
  public interface Values {
    /** This many numbers, the same in each call. */
    double[] take(int count);
  }

  /** Signs for the boundaries between blocks. */
  public interface Signs {
    /** This many signs for boundary {@code number}. */
    double[] take(int number, int count);
  }
}
