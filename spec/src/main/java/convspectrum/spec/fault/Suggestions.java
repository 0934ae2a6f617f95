package convspectrum.spec.fault;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the writer of an unknown word may have meant. */
public final class Suggestions {
  private static final Pattern PARTS = Pattern.compile("[-_.@]");

  /** A part of fewer letters is in too many words to say which is meant. */
  private static final int SHORTEST_PART = 3;

  /** Of more words, none is more likely to be meant than what is not listed. */
  private static final int MOST_WHOLES = 4;

  private Suggestions() {}

  /**
   * The known word nearest to {@code word}, where one is near enough to be meant: at most a third
   * of its letters are inserted, deleted, replaced or swapped with a neighbour (one always may be,
   * in words of three letters or more). Upper and lower case, and {@code _} and {@code -}, count as
   * alike. Of equally near words, the first of the collection.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    String wanted = normal(word);
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      int longest = Math.max(word.length(), candidate.length());
      int allowed = longest < 3 ? 0 : Math.max(1, longest / 3);
      if (Math.abs(word.length() - candidate.length()) > allowed) {
        continue;
      }
      int distance = distance(wanted, normal(candidate));
      if (distance <= allowed && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * The known words that a word is a part of: each of its parts, between {@code -}, {@code _},
   * {@code .} and {@code @}, begins a part of theirs, in that order. {@code latency} is a part of
   * {@code vector-latency}, and {@code onnx-latency} of {@code onnxruntime-latency}.
   */
  static List<String> wholes(String word, Collection<String> known) {
    List<String> parts = parts(word);
    return parts.stream().anyMatch(part -> part.length() >= SHORTEST_PART)
        ? known.stream().filter(candidate -> isPart(parts, parts(candidate))).toList()
        : List.of();
  }

  private static boolean isPart(List<String> parts, List<String> whole) {
    int next = 0;
    for (String one : whole) {
      if (next < parts.size() && one.startsWith(parts.get(next))) {
        next++;
      }
    }
    return next == parts.size();
  }

  private static List<String> parts(String word) {
    return PARTS.splitAsStream(normal(word)).filter(part -> !part.isEmpty()).toList();
  }

  /**
   * {@code did you mean 'kernel'?}; where nothing is near, the words that it is a part of; or,
   * where nothing is near, {@code expected one of conv, pool, …}.
   */
  public static String didYouMean(String word, Collection<String> known) {
    Optional<String> near = nearest(word, known);
    if (near.isPresent()) {
      return "did you mean '" + near.get() + "'?";
    }
    List<String> wholes = wholes(word, known);
    if (!wholes.isEmpty() && wholes.size() <= MOST_WHOLES) {
      String last = wholes.getLast();
      String others =
          wholes.stream()
              .limit(wholes.size() - 1L)
              .map(one -> "'" + one + "'")
              .collect(Collectors.joining(", "));
      return "did you mean " + others + (others.isEmpty() ? "'" : " or '") + last + "'?";
    }
    return known.isEmpty() ? "expected none here" : "expected one of " + Choices.all(known);
  }

  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Optimal string alignment: the Levenshtein distance in which two swapped neighbours count once
   * (Damerau 1964).
   */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + replace);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, beforeLast[j - 2] + 1);
        }
        row[j] = least;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
