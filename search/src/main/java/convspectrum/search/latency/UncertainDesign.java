package convspectrum.search.latency;

import java.util.List;

/**
 * A design that may belong to the front.
 *
 * @param exact its other objectives, minimised
 * @param blocks for each process, for each group, the ratio of each round to the baseline
 */
public record UncertainDesign(List<Double> exact, List<List<List<Double>>> blocks) {
  public UncertainDesign {
    exact = List.copyOf(exact);
    blocks =
        blocks.stream()
            .map(process -> process.stream().map(List::copyOf).toList())
            .map(List::copyOf)
            .toList();
    if (blocks.isEmpty()
        || blocks.stream().anyMatch(one -> one.isEmpty() || one.stream().anyMatch(List::isEmpty))) {
      throw new IllegalArgumentException("a design without rounds; expected one or more");
    }
  }
}
