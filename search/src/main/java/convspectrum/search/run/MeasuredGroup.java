package convspectrum.search.run;

import convspectrum.search.journal.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Under which conditions a group of designs was measured; kept in the journal beside the figures,
 * so that a search that goes on later says when and where each of them was measured.
 *
 * @param name when it began: {@code 2026-11-29T04:26:57.123Z}
 * @param machine its CPU and fingerprint
 * @param runtime its name, version and threads
 * @param noise how noisy the machine was, 0 for quiet, 1 for noisy, 2 for very noisy
 * @param sentence what disturbed it
 */
public record MeasuredGroup(
    String name, String machine, String runtime, int noise, String sentence) {
  private static final String KEY = "group ";
  private static final String BETWEEN = "; ";

  /** The key in the journal of the group of a name. */
  static String key(String name) {
    return KEY + name;
  }

  /** Its key in the journal. */
  public String key() {
    return key(name);
  }

  /** As it is kept in the journal. */
  public Evaluation evaluation() {
    return new Evaluation(
        OptionalDouble.of(noise), String.join(BETWEEN, name, machine, runtime, sentence));
  }

  /** What {@link #evaluation} gave; none where it is something else. */
  static Optional<MeasuredGroup> of(Evaluation evaluation) {
    List<String> words = new ArrayList<>(List.of(evaluation.note().split(BETWEEN, 4)));
    return words.size() < 4 || evaluation.number().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MeasuredGroup(
                words.get(0), words.get(1), words.get(2), (int) evaluation.orNaN(), words.get(3)));
  }
}
