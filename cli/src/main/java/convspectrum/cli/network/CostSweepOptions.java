package convspectrum.cli.network;

import convspectrum.cli.cluster.DesignWorkOptions;
import convspectrum.cli.cluster.DesignWorkOptions.SweptSpace;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.Interruption;
import convspectrum.costmodel.CostOptions;
import convspectrum.search.work.WorkFailedException;
import convspectrum.search.work.WorkRunner;
import convspectrum.search.work.cost.SweptCosts;
import convspectrum.spec.graph.Shape;
import java.io.PrintWriter;
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
      throw new WorkFailedException("interrupted before all designs were counted");
    }
  }
}
