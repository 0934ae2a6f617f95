package convspectrum.search.latency;

import java.util.List;

/**
 * A design that may belong to the front.
 *
 * @param exact its other objectives, minimised
 * @param groups for each process, for each group, the ratio of each round to the baseline
 */
public record UncertainDesign(List<Double> exact, List<List<List<Double>>> groups) {
  public UncertainDesign {
    exact = List.copyOf(exact);
    groups =
        groups.stream()
            .map(process -> process.stream().map(List::copyOf).toList())
            .map(List::copyOf)
            .toList();
    if (groups.isEmpty()
        || groups.stream().anyMatch(one -> one.isEmpty() || one.stream().anyMatch(List::isEmpty))) {
      throw new IllegalArgumentException("a design without rounds; expected one or more");
    }
  }
}
