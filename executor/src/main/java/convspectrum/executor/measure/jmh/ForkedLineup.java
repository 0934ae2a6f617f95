package convspectrum.executor.measure.jmh;

import convspectrum.executor.measure.result.Conditions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The designs that are timed on one runtime in forks.
 *
 * @param conditions conditions that are the same for all of them
 * @param forks starts the forks
 * @param designs distinct labels of designs with checked outputs
 */
public record ForkedLineup(Conditions conditions, Forks forks, List<String> designs) {
  public ForkedLineup {
    designs = List.copyOf(designs);
    Set<String> seen = new HashSet<>();
    for (String design : designs) {
      if (!seen.add(design)) {
        throw new IllegalArgumentException(
            "two designs are called " + design + "; expected distinct labels");
      }
    }
  }
}
