package convspectrum.search.leaderboard;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * A condition that is not the same in all results.
 *
 * @param condition its name, such as {@code threads} or {@code version of vector}
 * @param values each value with the names of the results that have it, in order
 * @param obstacle whether times are not comparable because of it
 */
public record MixedCondition(
    String condition, SequencedMap<String, List<String>> values, boolean obstacle) {
  /** Names of so many results are listed. */
  private static final int LISTED = 3;

  /** Of the words of a condition in messages. */
  private static final int LONGEST = 400;

  /** The value of the first result. */
  String first() {
    return values.firstEntry().getKey();
  }

  /** {@code 1 (a.json), 2 (b.json)}. */
  public String words() {
    return values.entrySet().stream().map(MixedCondition::value).collect(Collectors.joining(", "));
  }

  /** {@code threads: 1 (a.json), 2 (b.json)}; what is long is cut. */
  @Override
  public String toString() {
    return shortened(condition) + ": " + shortened(words());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  private static String value(Map.Entry<String, List<String>> value) {
    List<String> names = value.getValue();
    String listed =
        names.size() <= LISTED
            ? String.join(", ", names)
            : String.join(", ", names.subList(0, LISTED))
                + " and "
                + (names.size() - LISTED)
                + " more";
    return (value.getKey().isEmpty() ? "none" : value.getKey()) + " (" + listed + ")";
  }
}
