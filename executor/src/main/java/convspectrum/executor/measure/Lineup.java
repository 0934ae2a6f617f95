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
 * @param subjects designs with distinct labels and checked outputs
 */
public record Lineup(Conditions conditions, Host host, List<TimedDesign> subjects) {
  public Lineup {
    subjects = List.copyOf(subjects);
    Set<String> seen = new HashSet<>();
    for (TimedDesign subject : subjects) {
      if (!seen.add(subject.design())) {
        throw new IllegalArgumentException(
            "two designs are called " + subject.design() + "; expected distinct labels");
      }
    }
  }

  /** Returns the labels of its subjects, in order. */
  List<String> designs() {
    return subjects.stream().map(TimedDesign::design).toList();
  }
}
