package convspectrum.executor.measure;

import convspectrum.executor.measure.host.Host;
import convspectrum.executor.measure.result.Conditions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The designs that are timed on one runtime, and the host that runs them.
 *
 * @param conditions conditions that are the same for all of them
 * @param host runs them; it stays open
 * @param designs designs with distinct labels and checked outputs
 */
public record Lineup(Conditions conditions, Host host, List<TimedDesign> designs) {
  public Lineup {
    designs = List.copyOf(designs);
    Set<String> seen = new HashSet<>();
    for (TimedDesign design : designs) {
      if (!seen.add(design.design())) {
        throw new IllegalArgumentException(
            "two designs are called " + design.design() + "; expected distinct labels");
      }
    }
  }

  /** Returns the labels of its designs, in order. */
  List<String> labels() {
    return designs.stream().map(TimedDesign::design).toList();
  }
}
