package convspectrum.search.proxy.calibrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What rank correlation two trainings of the same networks reach: a proxy that knew the expected
 * accuracy of each could hardly rank a single training better.
 *
 * @param accuracy the column that proxies are compared with
 * @param runs the columns of single trainings; fewer than two where the ceiling is unknown
 * @param spearman mean correlation of all pairs of them; NaN where it is unknown
 * @param top the same over the most accurate fifth of the networks
 */
public record NoiseCeiling(String accuracy, List<String> runs, double spearman, double top) {
  /** Fewer networks have no ranking. */
  private static final int FEWEST = 3;

  private static final Pattern MEAN =
      Pattern.compile("(?i)^(mean|avg|average)[_-]|[_-](mean|avg|average)$");
  private static final String RUN = "[_-]?(run|seed|trial|rep)[_-]?\\d+";

  public NoiseCeiling {
    runs = List.copyOf(runs);
  }

  /** Whether the table has columns of single trainings. */
  public boolean isKnown() {
    return !Double.isNaN(spearman);
  }

  /**
   * The ceiling of a column, over rows of a table.
   *
   * @param given columns of single trainings; where empty, those that the names tell: {@code
   *     acc_run1} and {@code acc_run2} of {@code acc}, {@code acc1} and {@code acc2} of {@code
   *     mean_acc}
   */
  public static NoiseCeiling of(
      AccuracyTable table, List<Integer> rows, String accuracy, List<String> given) {
    List<String> runs = given.isEmpty() ? runs(table.columns(), accuracy) : given;
    double[] mean = column(table, rows, accuracy);
    double all = 0;
    double top = 0;
    int pairs = 0;
    for (int i = 0; i < runs.size(); i++) {
      for (int j = i + 1; j < runs.size(); j++) {
        double[] first = column(table, rows, runs.get(i));
        double[] second = column(table, rows, runs.get(j));
        // Not every network was trained as often as the others.
        int[] both =
            IntStream.range(0, rows.size())
                .filter(row -> !Double.isNaN(first[row]) && !Double.isNaN(second[row]))
                .toArray();
        if (both.length >= FEWEST) {
          all += spearman(first, second, both);
          top += spearman(first, second, Agreements.top(mean, both));
          pairs++;
        }
      }
    }
    return pairs == 0
        ? new NoiseCeiling(accuracy, List.of(), Double.NaN, Double.NaN)
        : new NoiseCeiling(accuracy, runs, all / pairs, top / pairs);
  }

  private static double spearman(double[] first, double[] second, int[] rows) {
    return Ranking.spearman(
        new Ranking(Agreements.taken(first, rows)), new Ranking(Agreements.taken(second, rows)));
  }

  private static double[] column(AccuracyTable table, List<Integer> rows, String column) {
    return rows.stream().mapToDouble(row -> table.number(row, column)).toArray();
  }

  /** The columns of single trainings of a column, by their names; empty where there are not two. */
  static List<String> runs(List<String> columns, String accuracy) {
    String base = MEAN.matcher(accuracy).replaceFirst("");
    // Of a name that ends with a digit, c100 would be a run of c10.
    boolean digits = !base.isEmpty() && !Character.isDigit(base.charAt(base.length() - 1));
    Pattern run =
        Pattern.compile(Pattern.quote(base) + "(" + RUN + (digits ? "|[_-]?\\d+" : "") + ")");
    List<String> runs = new ArrayList<>();
    for (String column : columns) {
      if (!column.equals(accuracy) && run.matcher(column).matches()) {
        runs.add(column);
      }
    }
    runs.sort(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
    return runs.size() < 2 ? List.of() : runs;
  }
}
