package convspectrum.cli.network;

import convspectrum.cli.cluster.DesignWorkOptions;
import convspectrum.cli.cluster.DesignWorkOptions.SweptSpace;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.costmodel.CostOptions;
import convspectrum.reports.cost.SweepParts;
import convspectrum.search.work.WorkFailedException;
import convspectrum.search.work.WorkRunner;
import convspectrum.search.work.cost.SweptCosts;
import convspectrum.spec.graph.Shape;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** What makes {@code cost} count each design of a space. */
final class CostSweepOptions {
  private static final long USUAL = 100_000;

  @Mixin private DesignWorkOptions work;

  /** Whether designs are counted. */
  boolean isGiven() {
    return work.isGiven();
  }

  /** Refuses what cannot be meant, before anything is read. */
  void check() {
    work.check();
  }

  /** Whether rows go to a file as they are computed. */
  boolean isToFile() {
    return work.file().isPresent();
  }

  /**
   * Counts the designs of a spec, and writes them to the file that was named.
   *
   * @return what was written, a line each
   */
  List<String> write(
      String model,
      Map<String, String> settings,
      Optional<Shape> input,
      CostOptions counting,
      FormatOption format,
      PrintWriter err) {
    SweptSpace space = work.read(model, settings, input, USUAL);
    List<String> lines = new ArrayList<>();
    try (Interruption _ = Interruption.guard()) {
      lines.add(
          work.file()
              .orElseThrow()
              .write(
                  format,
                  receiver -> {
                    try (WorkRunner runner = work.runner(err);
                        Bar bar = new Bar()) {
                      SweepParts parts = new SweepParts(receiver);
                      SweptCosts.inBatches(
                          space.sweep(), space.part(), counting, runner, bar, parts::add);
                      lines.addAll(parts.notes().warnings());
                      return parts.notes();
                    }
                  }));
    }
    return lines.reversed();
  }

  /** Counts the designs of a spec. */
  SweptCosts count(
      String model,
      Map<String, String> settings,
      Optional<Shape> input,
      CostOptions counting,
      PrintWriter err) {
    SweptSpace space = work.read(model, settings, input, USUAL);
    try (Interruption _ = Interruption.guard();
        WorkRunner runner = work.runner(err);
        Bar bar = new Bar()) {
      return SweptCosts.of(space.sweep(), space.part(), counting, runner, bar);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkFailedException(
          "interrupted before all designs were counted: nothing was printed; the same command counts all of them");
    }
  }
}
