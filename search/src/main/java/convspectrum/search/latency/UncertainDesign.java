package convspectrum.search.latency;

import java.util.List;

/**
 * A design that may belong to the front.
 *
 * @param exact its objectives that are not measured, minimised
 * @param latencies for each measured figure, for each group, its rounds in the unit of the figure
 */
public record UncertainDesign(List<Double> exact, List<List<List<Double>>> latencies) {
  public UncertainDesign {
    exact = List.copyOf(exact);
    latencies =
        latencies.stream()
            .map(groups -> groups.stream().map(List::copyOf).toList())
            .map(List::copyOf)
            .toList();
    if (latencies.stream().anyMatch(one -> one.isEmpty() || one.stream().anyMatch(List::isEmpty))) {
      throw new IllegalArgumentException("a design without rounds; expected one or more");
    }
  }
}
