package convspectrum.cli.cluster;

import convspectrum.cli.model.SharedSpec;
import convspectrum.cli.usage.Threads;
import convspectrum.cli.usage.UsageException;
import convspectrum.search.design.Sweep;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.SweepNumbers;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Space;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that make a command do its work for each design of a spec, in threads of this process
 * or on a cluster.
 */
public final class DesignWorkOptions {
  private static final String SWEEP = "--sweep";

  /** A file has room for more rows than a table that is made in memory. */
  private static final long MORE_IN_FILE = 100;

  /** The word for all parameters that are no settings. */
  private static final String ALL = "all";

  @Option(
      names = SWEEP,
      paramLabel = "NAME",
      split = ",",
      description =
          "A row for each design of a spec: parameters that vary, by commas, or all, which leaves out"
              + " settings.")
  private List<String> names = List.of();

  @Option(
      names = "--max-designs",
      paramLabel = "N",
      description =
          "With --sweep, refuse a larger one. Default: 100000 designs to count, 1000 to score; with"
              + " --out a hundred times as many.")
  private @Nullable Long most;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "With --sweep, designs at a time. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Mixin private OnOption on;
  @Mixin private RowsOption rows;

  /**
   * Designs to work on.
   *
   * @param sweep lists them
   * @param part the same as text, which can be sent
   */
  public record SweptSpace(Sweep sweep, SpacePart part) {}

  /** Whether there is work for each design of a spec. */
  public boolean isGiven() {
    return !names.isEmpty();
  }

  /** Refuses what cannot be meant, before anything is read. */
  public void check() {
    Threads.options(threads);
    if (most != null && most < 1) {
      throw new UsageException("--max-designs " + most + ": expected at least 1");
    }
    if (!isGiven() && on.isGiven()) {
      throw new UsageException(
          "--on: found no --sweep; expected the designs of a spec, which take longer than one model;"
              + " try --sweep all");
    }
    if (!isGiven() && rows.isGiven()) {
      throw new UsageException(
          "--out: found no --sweep; expected the designs of a spec, whose rows are written; try --sweep all");
    }
    rows.check();
    on.check();
  }

  /** Where rows are written as they are computed, if a file was named. */
  public Optional<RowsOption> file() {
    return rows.isGiven() ? Optional.of(rows) : Optional.empty();
  }

  /**
   * Reads a spec, and refuses it if it has too many designs.
   *
   * @param usual most designs where the user says no other number
   */
  public SweptSpace read(
      String model, Map<String, String> settings, Optional<Shape> input, long usual) {
    SharedSpec read = SharedSpec.read(model);
    Sweep sweep =
        read.sweep(SWEEP, names.equals(List.of(ALL)) ? List.of() : names, settings, input);
    long limit = most != null ? most : rows.isGiven() ? MORE_IN_FILE * usual : usual;
    if (SweepNumbers.count(sweep, limit) > limit) {
      throw new UsageException(
          "%s has up to %s designs; expected at most --max-designs %d; try to sweep fewer parameters (--sweep a,b), to fix some (--set name=value), or to raise the limit%s"
              .formatted(
                  sweep.spec().name(),
                  Space.words(sweep.size()),
                  limit,
                  rows.isGiven()
                      ? ""
                      : "; many rows go to a file in little memory: --out designs.parquet"));
    }
    return new SweptSpace(sweep, read.part(sweep));
  }

  /** What does the work. */
  public WorkRunner runner(PrintWriter err) {
    return on.runner(threads, 1, err);
  }
}
