package convspectrum.cli.predict;

import convspectrum.cli.usage.UsageException;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.StepPlanner;
import convspectrum.search.design.Sweep;
import convspectrum.search.predict.LatencyTable;
import convspectrum.search.predict.Predictor;
import convspectrum.search.predict.figure.NetworkPredictor;
import convspectrum.spec.parameter.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where latency tables are, and which one predicts for a runtime. */
public final class LatencyTables {
  /** The folder in which they are looked for, and to which they are written. */
  static final Path FOLDER = Path.of("convspectrum-out");

  private static final String END = ".latency.json";

  @Option(
      names = "--latency-table",
      paramLabel = "FILE",
      split = ",",
      description =
          "Tables to predict latency from, by commas. Default: that of the space, or the only one of"
              + " the runtime, in convspectrum-out.")
  private List<Path> files = List.of();

  /** Whether the user named some. */
  boolean isGiven() {
    return !files.isEmpty();
  }

  /** The file of a space: {@code convspectrum-out/SPACE.RUNTIME-1.latency.json}. */
  static Path file(String space, StepPlanner runtime, RunOptions run) {
    return FOLDER.resolve(
        space.replaceAll("[^A-Za-z0-9._-]", "_") + "." + end(runtime.name(), run.threads()));
  }

  /** Where the steps of a space are kept: {@code convspectrum-out/SPACE.RUNTIME-1.steps.json}. */
  public static Path steps(String space, StepPlanner runtime, RunOptions run) {
    String table = String.valueOf(file(space, runtime, run).getFileName());
    return FOLDER.resolve(table.substring(0, table.length() - END.length()) + ".steps.json");
  }

  private static String end(String runtime, int threads) {
    return runtime + "-" + threads + END;
  }

  /**
   * A predictor for networks of a space.
   *
   * @param space its name; the table may be of another one
   * @throws UsageException where there is no table, or none of this machine, runtime and threads
   */
  public NetworkPredictor predictor(String space, StepPlanner runtime, RunOptions run, long seed) {
    Path file = chosen(space, runtime, run);
    LatencyTable table = read(file, runtime, run);
    return new NetworkPredictor(table, Predictor.of(table, file), runtime, run, seed);
  }

  /** The table that it predicts by. */
  LatencyTable table(String space, StepPlanner runtime, RunOptions run) {
    return read(chosen(space, runtime, run), runtime, run);
  }

  private Path chosen(String space, StepPlanner runtime, RunOptions run) {
    return isGiven() ? given(runtime, run) : kept(space, runtime, run);
  }

  private static LatencyTable read(Path file, StepPlanner runtime, RunOptions run) {
    LatencyTable table = LatencyTable.read(file);
    refuseOther(file, table, runtime, run);
    return table;
  }

  /** Refuses a table of another space, whose designs have other choices. */
  static void requireSpace(LatencyTable table, Sweep sweep) {
    List<String> parameters = sweep.spec().parameters().stream().map(Parameter::name).toList();
    boolean same =
        table.designs().stream()
            .allMatch(design -> List.copyOf(design.choices().keySet()).equals(parameters));
    if (!table.space().equals(sweep.spec().name()) || !same) {
      throw new UsageException(
          "found a latency table of %s; expected one of the designs of %s; try its own with --latency-table, or predict calibrate"
              .formatted(table.space(), sweep.spec().name()));
    }
  }

  /** Refuses a table whose times do not hold here. */
  static void refuseOther(Path file, LatencyTable table, StepPlanner runtime, RunOptions run) {
    Conditions here =
        new Conditions(
            runtime.name(run),
            runtime.version(),
            run.threads(),
            "float32",
            Machine.read().fingerprint(),
            Instant.EPOCH);
    Optional<String> difference = table.difference(here);
    if (difference.isPresent()) {
      throw new UsageException(
          "%s: found a latency table of other conditions (%s); expected one made here; try %s, or convspectrum predict transfer %s"
              .formatted(file, difference.get(), calibrate(runtime, run), file));
    }
  }

  private Path given(StepPlanner runtime, RunOptions run) {
    for (Path file : files) {
      LatencyTable table = LatencyTable.read(file);
      if (table.runtime().equals(runtime.name(run)) && table.threads() == run.threads()) {
        return file;
      }
    }
    LatencyTable first = LatencyTable.read(files.getFirst());
    throw new UsageException(
        "--latency-table %s: found a table of %s with %d thread%s; expected one of %s with %d; try %s"
            .formatted(
                files.getFirst(),
                first.runtime(),
                first.threads(),
                first.threads() == 1 ? "" : "s",
                runtime.name(run),
                run.threads(),
                calibrate(runtime, run)));
  }

  private static Path kept(String space, StepPlanner runtime, RunOptions run) {
    Path own = file(space, runtime, run);
    if (Files.exists(own)) {
      return own;
    }
    List<Path> others = others(end(runtime.name(), run.threads()));
    if (others.size() == 1) {
      return others.getFirst();
    }
    throw new UsageException(
        "%s: found %s in %s; expected a latency table of %s; try %s"
            .formatted(
                NetworkPredictor.figureName(runtime.name(), run.threads()),
                others.isEmpty()
                    ? "no table of this runtime with %d thread%s"
                        .formatted(run.threads(), run.threads() == 1 ? "" : "s")
                    : "several tables of this runtime, none of this space,",
                FOLDER,
                space,
                others.isEmpty()
                    ? calibrate(runtime, run)
                    : "one with --latency-table "
                        + others.getFirst()
                        + ", or "
                        + calibrate(runtime, run)));
  }

  private static List<Path> others(String end) {
    if (!Files.isDirectory(FOLDER)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(file -> String.valueOf(file.getFileName()).endsWith("." + end))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String calibrate(StepPlanner runtime, RunOptions run) {
    return "convspectrum predict calibrate SPACE --runtime "
        + runtime.name()
        + (run.threads() == 1 ? "" : " --threads " + run.threads());
  }
}
