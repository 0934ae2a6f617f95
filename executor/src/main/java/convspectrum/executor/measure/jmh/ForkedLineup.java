package convspectrum.executor.measure.jmh;

import convspectrum.executor.measure.result.Conditions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The designs that one runtime is timed on in forks.
 *
 * @param conditions what is the same for all of them
 * @param forks starts them
 * @param designs distinct labels, outputs already checked
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
