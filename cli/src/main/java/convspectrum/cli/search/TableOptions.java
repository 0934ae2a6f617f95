package convspectrum.cli.search;

import convspectrum.cli.usage.UsageException;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.DesignKey;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.KnownTable;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.Suggestions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A table of known results. */
final class TableOptions {
  private static final String PREFIX = "table.";

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description = "A CSV file of known results; its columns are figures, table.COLUMN.")
  private @Nullable Path table;

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      description =
          "The column of the table that names the design: a digit for each parameter, as 021 or 0-2-1.")
  private @Nullable String key;

  @Option(
      names = "--params",
      paramLabel = "NAME",
      split = ",",
      description = "The parameters that the digits stand for. Default: all, as declared.")
  private List<String> params = List.of();

  @Option(
      names = "--digits",
      paramLabel = "DIGITS",
      defaultValue = "0123456789",
      description = "The digits of the choices, as declared. Default: ${DEFAULT-VALUE}.")
  private String digits = "0123456789";

  @Option(
      names = "--free",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns that may be looked at for any design, as costs may: table.COLUMN.")
  private List<String> free = List.of();

  /** The table for the designs of a sweep, if one was given. */
  Optional<KnownTable> read(Sweep sweep) {
    if (table == null) {
      if (key != null || !free.isEmpty()) {
        throw new UsageException(
            "--key and --free: found no table; expected --table FILE with them");
      }
      return Optional.empty();
    }
    if (key == null) {
      throw new UsageException(
          "--table " + table + ": found no --key; expected the column that names the design");
    }
    List<String> names = params.isEmpty() ? sweep.parameters() : params;
    for (String name : names) {
      if (!sweep.parameters().contains(name)) {
        throw new UsageException(
            "--params %s: found no such parameter that is searched; %s"
                .formatted(name, Suggestions.didYouMean(name, sweep.parameters())));
      }
    }
    for (String name : sweep.parameters()) {
      if (!names.contains(name)) {
        throw new UsageException(
            ("--params: '%s' is missing; expected every parameter that is searched; try --set %s=VALUE"
                    + " to fix it")
                .formatted(name, name));
      }
    }
    if (names.stream().distinct().count() < names.size()) {
      throw new UsageException(
          "--params " + String.join(",", names) + ": found a parameter twice; expected each once");
    }
    if (digits.chars().distinct().count() < digits.length()) {
      throw new UsageException("--digits " + digits + ": found a digit twice; expected each once");
    }
    Spec spec = sweep.spec();
    return Optional.of(
        KnownTable.read(
            table,
            new DesignKey(
                key,
                names.stream().map(sweep.parameters()::indexOf).toList(),
                digits,
                names.stream()
                    .map(name -> spec.parameters().get(spec.space().indexOf(name)).size())
                    .toList())));
  }

  /** A column of the table, where the name of a figure says so. */
  Optional<Figure> figure(Optional<KnownTable> known, String name) {
    if (!name.startsWith(PREFIX)) {
      return Optional.empty();
    }
    if (known.isEmpty()) {
      throw new UsageException(
          name + ": found no table; expected --table FILE --key COLUMN with it");
    }
    return Optional.of(
        known
            .get()
            .figure(
                name.substring(PREFIX.length()),
                free.contains(name) || free.contains(name.substring(PREFIX.length()))));
  }
}
