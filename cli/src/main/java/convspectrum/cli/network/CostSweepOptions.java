package convspectrum.cli.network;

import convspectrum.cli.cluster.OnOption;
import convspectrum.cli.model.SharedSpec;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.Threads;
import convspectrum.cli.usage.UsageException;
import convspectrum.costmodel.CostOptions;
import convspectrum.search.design.Sweep;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.WorkFailedException;
import convspectrum.search.work.WorkRunner;
import convspectrum.search.work.cost.SweptCosts;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Space;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that make {@code cost} count each design of a space. */
final class CostSweepOptions {
  private static final String SWEEP = "--sweep";

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
      defaultValue = "100000",
      description = "With --sweep, refuse a larger one. Default: ${DEFAULT-VALUE}.")
  private long most;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "With --sweep, designs to count at a time. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Mixin private OnOption on;

  /** Whether designs are counted. */
  boolean isGiven() {
    return !names.isEmpty();
  }

  /** Refuses what cannot be meant, before anything is read. */
  void check() {
    Threads.options(threads);
    if (most < 1) {
      throw new UsageException("--max-designs " + most + ": expected at least 1");
    }
    if (!isGiven() && on.isGiven()) {
      throw new UsageException(
          "--on: found no --sweep; expected designs to count, since one model takes no time; try --sweep all");
    }
    on.check();
  }

  /** Counts the designs of a spec. */
  SweptCosts count(
      String model,
      Map<String, String> settings,
      Optional<Shape> input,
      CostOptions counting,
      PrintWriter err) {
    SharedSpec read = SharedSpec.read(model);
    Sweep sweep =
        read.sweep(SWEEP, names.equals(List.of(ALL)) ? List.of() : names, settings, input);
    if (sweep.designs().limit(most + 1).count() > most) {
      throw new UsageException(
          "%s has up to %s designs; expected at most --max-designs %d; try to sweep fewer parameters (--sweep a,b), to fix some (--set name=value), or to raise the limit"
              .formatted(sweep.spec().name(), Space.words(sweep.size()), most));
    }
    SpacePart part = read.part(sweep);
    try (Interruption _ = Interruption.guard();
        WorkRunner runner = on.runner(threads, 1, err);
        Bar bar = new Bar()) {
      return SweptCosts.of(sweep, part, counting, runner, bar);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkFailedException("interrupted before all designs were counted");
    }
  }
}
