package convspectrum.cli.cluster;

import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.reports.rows.RowFile;
import convspectrum.reports.rows.RowFormat;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.work.WorkFailedException;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.file.WriteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --out} of commands that work on each design of a spec: a file of all rows. */
public final class RowsOption {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "With --sweep, write all rows into FILE.csv or FILE.parquet as they are computed, in"
              + " memory that does not grow with their number, and print no table. The file is there"
              + " when it is complete.")
  private @Nullable Path out;

  /** Computes rows. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Computes all rows, in order.
     *
     * @param receiver takes some at a time
     * @return how they came about
     */
    Notes sendTo(Consumer<ResultTable> receiver) throws InterruptedException;
  }

  boolean isGiven() {
    return out != null;
  }

  /** Refuses a file whose format is unknown. */
  void check() {
    if (out != null && RowFormat.of(out).isEmpty()) {
      throw new UsageException(
          "--out %s: expected a name that ends in %s".formatted(out, RowFormat.endings()));
    }
  }

  /**
   * Writes rows as they are computed.
   *
   * @param format says which rows and columns are wanted
   * @return what was written, for people
   * @throws WorkFailedException where the thread is interrupted: then there is no file
   */
  public String write(FormatOption format, Rows rows) {
    Path file = Objects.requireNonNull(out);
    RowFormat kind = RowFormat.of(file).orElseThrow();
    long[] count = {0};
    try {
      AtomicFile.write(
          file,
          stream ->
              writeAll(
                  rows,
                  format,
                  file,
                  kind.begin(stream, "convspectrum version " + Version.current()),
                  count));
    } catch (WriteException e) {
      // A channel is closed when its thread is interrupted.
      throw Interruption.came() ? interrupted(file, count[0]) : e;
    }
    return "%s: %,d rows, %s".formatted(file, count[0], size(file));
  }

  private static void writeAll(
      Rows rows, FormatOption format, Path file, RowFile target, long[] count) throws IOException {
    try {
      target.finish(
          rows.sendTo(part -> {
            ResultTable wanted = format.selected(part);
            count[0] += wanted.rowCount();
            try {
              target.add(wanted);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }));
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(file, count[0]);
    }
  }

  private static WorkFailedException interrupted(Path file, long rows) {
    return new WorkFailedException(
        "interrupted after %,d rows: %s was not written%s; the same command writes all rows"
            .formatted(rows, file, Files.exists(file) ? ", and is as it was before" : ""));
  }

  private static String size(Path file) {
    try {
      return String.format(Locale.ROOT, "%,d bytes", Files.size(file));
    } catch (IOException e) {
      throw WriteException.of(file, e);
    }
  }
}
