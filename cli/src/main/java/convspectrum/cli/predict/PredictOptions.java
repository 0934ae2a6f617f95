package convspectrum.cli.predict;

import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.Threads;
import convspectrum.cli.usage.UsageException;
import convspectrum.executor.Runtimes;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.StepPlanner;
import convspectrum.search.predict.figure.NetworkPredictor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option {@code --predict} of commands that compare. */
public final class PredictOptions {
  private static final Pattern NAME =
      Pattern.compile("([^@]+?)(?:-predicted-latency)?(?:@([0-9]{1,4}))?");

  private static final String VECTOR = "vector";

  @Option(
      names = "--predict",
      paramLabel = "RUNTIME[@THREADS]",
      split = ",",
      description =
          "Predict the time of a pass on these runtimes, by commas, from latency tables (see 'predict"
              + " calibrate'); nothing is measured.")
  private List<String> names = List.of();

  @Mixin private LatencyTables tables;

  private record Wanted(StepPlanner runtime, RunOptions run) {}

  /** Whether any is asked for. */
  public boolean any() {
    return !names.isEmpty();
  }

  /**
   * Whether the steps of {@code vector} are found, and this process does not know its registers.
   */
  public boolean plansOnVectors() {
    return names.stream().anyMatch(name -> name.startsWith(VECTOR)) && !Runtimes.plansHere(VECTOR);
  }

  /** Refuses names that are no runtimes, and tables without them. */
  public void check() {
    if (!any() && tables.isGiven()) {
      throw new UsageException(
          "--latency-table: found no --predict; expected the runtimes to predict; try --predict"
              + " onnxruntime");
    }
    wanted();
  }

  /**
   * Their predictors.
   *
   * @param space name of the spec that the networks come from
   * @throws UsageException where a table is missing or of other conditions
   */
  public List<NetworkPredictor> predictors(String space, long seed) {
    return wanted().stream()
        .map(one -> tables.predictor(space, one.runtime(), one.run(), seed))
        .toList();
  }

  private List<Wanted> wanted() {
    Set<Wanted> all = new LinkedHashSet<>();
    for (String name : names) {
      Matcher matcher = NAME.matcher(name);
      if (!matcher.matches()) {
        throw new UsageException(
            "--predict %s: expected RUNTIME or RUNTIME@THREADS, such as onnxruntime@2"
                .formatted(name));
      }
      all.add(
          new Wanted(
              Choice.of("--predict", matcher.group(1), Runtimes::planner),
              Threads.options(matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2)))));
    }
    return new ArrayList<>(all);
  }
}
