package convspectrum.executor.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Groups of subjects whose programs fit memory together. The baseline is in every group, since
 * speed-ups are ratios within rounds.
 */
final class Batches {
  private Batches() {}

  /** The groups, in order; a subject that is too large by itself still gets a group. */
  static List<List<Subject>> of(
      List<Subject> subjects, Optional<Subject> baseline, long memoryBytes) {
    long shared = baseline.map(Subject::bytes).orElse(0L);
    List<List<Subject>> batches = new ArrayList<>();
    List<Subject> current = new ArrayList<>(baseline.stream().toList());
    int fewest = current.size();
    long bytes = shared;
    for (Subject subject : subjects) {
      if (baseline.isPresent() && subject == baseline.get()) {
        continue;
      }
      if (current.size() > fewest && bytes + subject.bytes() > memoryBytes) {
        batches.add(current);
        current = new ArrayList<>(baseline.stream().toList());
        bytes = shared;
      }
      current.add(subject);
      bytes += subject.bytes();
    }
    if (!current.isEmpty()) {
      batches.add(current);
    }
    return batches;
  }
}
