import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds statements of runs of {@code explore} against a run that is taken for the truth. Arguments: the folder of the
 * truth, then those of the runs. The exit code is 1 if more than 5 % of all statements contradict it.
 *
 * <p>A statement of a figure (how much slower a cliff is, how much is realised) contradicts the truth if its interval
 * and that of the truth have no value in common. A statement of an order (the fastest design, the faster runtime)
 * contradicts it if the intervals of the truth say that another one is faster.
 */
final class Truth {
  private static final double MOST = 0.05;
  private static final Pattern FASTEST = Pattern.compile("(.+?): fastest is (.+?); it is .*");
  private static final Pattern FASTER = Pattern.compile("(\\S+) is faster than (\\S+): .*");

  private final Map<String, int[]> counts = new LinkedHashMap<>(); // kind: statements, wrong ones
  private final Run truth;

  private Truth(Run truth) {
    this.truth = truth;
  }

  public static void main(String[] folders) throws IOException {
    Truth truth = new Truth(Run.read(Path.of(folders[0])));
    int silent = 0;
    for (String folder : Arrays.asList(folders).subList(1, folders.length)) {
      int before = truth.total(0);
      truth.check(folder, Run.read(Path.of(folder)));
      silent += truth.total(0) == before ? 1 : 0;
    }
    System.out.printf("%-14s %10s %12s%n", "statements of", "statements", "contradicted");
    truth.counts.forEach(
        (kind, count) -> System.out.printf("%-14s %10d %12d%n", kind, count[0], count[1]));
    int all = truth.total(0);
    int wrong = truth.total(1);
    double share = all == 0 ? 0 : (double) wrong / all;
    System.out.printf(
        Locale.ROOT,
        "%d of %d statements of %d runs contradict the truth beyond its interval: %.1f %%; at most %.0f %% may.%n"
            + "%d runs made no statement.%n",
        wrong,
        all,
        folders.length - 1,
        100 * share,
        100 * MOST,
        silent);
    System.exit(share > MOST ? 1 : 0);
  }

  private int total(int which) {
    return counts.values().stream().mapToInt(count -> count[which]).sum();
  }

  private void count(String kind, boolean wrong, String folder, String statement) {
    int[] count = counts.computeIfAbsent(kind, unused -> new int[2]);
    count[0]++;
    if (wrong) {
      count[1]++;
      System.out.println(folder + ": " + statement);
    }
  }

  private void check(String folder, Run run) {
    for (JsonNode row : run.validation.at("/tables/findings")) {
      String runtime = row.get("runtime").asString();
      String design = row.get("design").asString();
      String other = row.get("against").asString();
      Optional<Range> stated = Range.of(row, "time_ratio");
      Optional<Range> real = truth.timeRatio(runtime, design, other);
      if (stated.isPresent() && real.isPresent()) {
        count(
            row.get("kind").asString(),
            stated.get().isApartFrom(real.get()),
            folder,
            "%s: %s takes %s times as long as %s; the truth is %s"
                .formatted(runtime, design, stated.get(), other, real.get()));
      }
    }
    for (JsonNode row : run.validation.at("/tables/validation")) {
      String runtime = row.get("runtime").asString();
      String design = row.get("design").asString();
      Optional<Range> stated = Range.of(row, "realisation");
      Optional<Range> real =
          truth.row(runtime, design).flatMap(one -> Range.of(one, "realisation"));
      // The baseline realises 100 % by definition.
      if (stated.isPresent() && real.isPresent() && real.get().low < real.get().high) {
        count(
            "realised",
            stated.get().isApartFrom(real.get()),
            folder,
            "%s: %s realises %s; the truth is %s"
                .formatted(runtime, design, stated.get(), real.get()));
      }
    }
    for (JsonNode sentence : run.validation.get("summary")) {
      order(folder, sentence.asString());
    }
  }

  private void order(String folder, String sentence) {
    Matcher fastest = FASTEST.matcher(sentence);
    if (fastest.matches()) {
      String runtime = fastest.group(1);
      String design = fastest.group(2);
      boolean wrong =
          truth.designs(runtime).stream()
              .flatMap(other -> truth.timeRatio(runtime, design, other).stream())
              .anyMatch(ratio -> ratio.low > 1);
      count("fastest", wrong, folder, sentence);
    }
    Matcher faster = FASTER.matcher(sentence);
    if (faster.matches()) {
      String opposite = faster.group(2) + " is faster than " + faster.group(1) + ":";
      boolean wrong =
          truth.validation.get("summary").valueStream()
              .anyMatch(one -> one.asString().startsWith(opposite));
      count("faster runtime", wrong, folder, sentence);
    }
  }

  /** An interval. */
  private record Range(double low, double high) {
    static Optional<Range> of(JsonNode row, String name) {
      JsonNode low = row.path(name + "_low");
      JsonNode high = row.path(name + "_high");
      return low.isNumber() && high.isNumber()
          ? Optional.of(new Range(low.asDouble(), high.asDouble()))
          : Optional.empty();
    }

    boolean isApartFrom(Range other) {
      return high < other.low || other.high < low;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "[%.3f, %.3f]", low, high);
    }
  }

  /** What one run wrote. */
  private record Run(JsonNode validation) {
    static Run read(Path folder) throws IOException {
      return new Run(
          JsonMapper.shared().readTree(Files.readString(folder.resolve("validation.json"))));
    }

    List<String> designs(String runtime) {
      List<String> designs = new ArrayList<>();
      for (JsonNode row : validation.at("/tables/validation")) {
        if (row.get("runtime").asString().equals(runtime)) {
          designs.add(row.get("design").asString());
        }
      }
      return designs;
    }

    Optional<JsonNode> row(String runtime, String design) {
      return validation.at("/tables/validation").valueStream()
          .filter(row -> row.get("runtime").asString().equals(runtime))
          .filter(row -> row.get("design").asString().equals(design))
          .findFirst();
    }

    /** Time of a design divided by that of another, from their speed-ups. */
    Optional<Range> timeRatio(String runtime, String design, String other) {
      Optional<Range> own = row(runtime, design).flatMap(row -> Range.of(row, "speedup"));
      Optional<Range> others = row(runtime, other).flatMap(row -> Range.of(row, "speedup"));
      return own.isPresent() && others.isPresent()
          ? Optional.of(
              new Range(others.get().low / own.get().high, others.get().high / own.get().low))
          : Optional.empty();
    }
  }
}
