package convspectrum.cli.proxy;

import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.usage.UsageException;
import convspectrum.search.proxy.calibrate.AccuracyTable;
import convspectrum.search.proxy.calibrate.NoiseCeiling;
import convspectrum.search.proxy.calibrate.ScoredSample;
import convspectrum.search.proxy.calibrate.TableDesigns;
import convspectrum.spec.Spec;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A table of trained networks: where it is, and what its columns are. */
final class AccuracyTableOptions {
  @Option(
      names = "--table",
      paramLabel = "FILE.csv",
      required = true,
      description = "Trained networks, a row each; the first line names the columns.")
  private Path table;

  @Option(
      names = "--accuracy",
      paramLabel = "COLUMN,…",
      split = ",",
      required = true,
      description = "The columns of accuracies, by commas; more is better.")
  private List<String> accuracies = List.of();

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      description =
          "The column that names the design, a digit per parameter. Without it each parameter has"
              + " a column of its name.")
  private @Nullable String key;

  @Option(
      names = "--params",
      paramLabel = "NAME,…",
      split = ",",
      description = "The parameters, in the order of the digits. Default: as declared.")
  private List<String> parameters = List.of();

  @Option(
      names = "--digits",
      paramLabel = "DIGITS",
      defaultValue = "0123456789",
      description =
          "The digits that stand for the choices, as declared. Default: ${DEFAULT-VALUE}.")
  private String digits;

  @Option(
      names = "--repeats",
      paramLabel = "A,B,…",
      split = ",",
      description =
          "Columns of single trainings: their agreement is the noise ceiling. Default: what the names"
              + " tell, ACC_run1 and ACC_run2 of the accuracy ACC.")
  private List<String> repeats = List.of();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "Fix a parameter of the space, which the table has no column of. May be repeated.")
  private List<String> settings = List.of();

  /** Refuses what cannot be meant, before anything is read. */
  void check() {
    if (accuracies.stream().anyMatch(String::isBlank)) {
      throw new UsageException(
          "--accuracy %s: found an empty name; expected columns of the table by commas"
              .formatted(String.join(",", accuracies)));
    }
    if (!repeats.isEmpty() && new LinkedHashSet<>(repeats).size() < 2) {
      throw new UsageException(
          "--repeats %s: found one column; expected two or more, such as run1,run2"
              .formatted(String.join(",", repeats)));
    }
    if (!repeats.isEmpty() && columns().size() > 1) {
      throw new UsageException(
          "--repeats %s: found %d columns of accuracies; expected one; try columns named %s_run1 and %3$s_run2, which are found without --repeats"
              .formatted(String.join(",", repeats), columns().size(), columns().getFirst()));
    }
  }

  /** The file. */
  Path file() {
    return table;
  }

  /** The columns of accuracies. */
  List<String> columns() {
    return accuracies.stream().map(String::strip).distinct().toList();
  }

  AccuracyTable read() {
    return AccuracyTable.read(table);
  }

  /** Which design of the space each row is. */
  TableDesigns designs(Spec space) {
    Map<String, String> fixed = ModelOptions.settings(settings);
    List<String> names =
        parameters.isEmpty()
            ? space.space().varied().stream().filter(name -> !fixed.containsKey(name)).toList()
            : parameters;
    return new TableDesigns(space, fixed, key == null ? "" : key, names, digits);
  }

  /** Refuses missing columns and numbers before the scoring, which may take an hour. */
  void requireNumbers(AccuracyTable known, List<Integer> drawn) {
    known.requireNumbers(columns(), repeats, drawn);
  }

  /** The noise ceiling of each column of accuracies. */
  List<NoiseCeiling> ceilings(ScoredSample sample) {
    return columns().stream().map(column -> sample.ceiling(column, repeats)).toList();
  }
}
