package convspectrum.search.proxy.input;

import convspectrum.spec.graph.Node;
import java.util.List;
import java.util.function.Function;

/**
 * What a network is given to be scored.
 *
 * @param first most proxies take this batch alone
 * @param second zico's second
 * @param noise what zen adds to the first batch, times the share that zen takes; as many values as
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
  /** Numbers that are made when asked. */
  public interface Values {
    /** So many numbers, the same each time. */
    double[] take(int count);
  }

  /** Signs for the boundaries between blocks. */
  public interface Signs {
    /** So many signs for boundary {@code number}. */
    double[] take(int number, int count);
  }
}
