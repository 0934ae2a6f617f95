package convspectrum.executor.measure;

import convspectrum.executor.measure.host.Host;
import convspectrum.executor.measure.result.Conditions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The designs that one runtime is timed on, and where.
 *
 * @param conditions what is the same for all of them
 * @param host where they run; stays open
 * @param subjects with distinct labels, outputs already checked
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

  /** The labels of its subjects, in order. */
  List<String> designs() {
    return subjects.stream().map(TimedDesign::design).toList();
  }
}
