package convspectrum.search.work.cost;

import convspectrum.costmodel.CostOptions;
import convspectrum.search.design.Sweep;
import convspectrum.search.study.StudyProgress;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.SweepNumbers;
import convspectrum.search.work.TaskWalk;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.parameter.Design;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the designs of a sweep cost.
 *
 * @param sweep the designs
 * @param options how they were counted
 * @param rows those whose blocks fit, in the order of the sweep
 * @param misfits how many there are whose blocks do not fit
 * @param firstMisfit the first of these and what is wrong with it; empty where there is none
 */
public record SweptCosts(
    Sweep sweep, CostOptions options, List<Row> rows, long misfits, String firstMisfit) {
  /** Some hundred kB of results. */
  private static final int LARGEST_TASK = 4_096;

  /** A design and what it costs. */
  public record Row(Design design, DesignCost.Counted cost) {}

  public SweptCosts {
    rows = List.copyOf(rows);
  }

  /**
   * Counts what they cost.
   *
   * @param part the same sweep as text
   * @param runner where that is done
   * @throws InterruptedException where the thread is interrupted
   */
  public static SweptCosts of(
      Sweep sweep, SpacePart part, CostOptions options, WorkRunner runner, StudyProgress progress)
      throws InterruptedException {
    List<SweptCosts> batches = new ArrayList<>();
    inBatches(sweep, part, options, runner, progress, batches::add);
    List<Row> rows = batches.stream().flatMap(batch -> batch.rows().stream()).toList();
    SweptCosts last = batches.getLast();
    return new SweptCosts(sweep, options, rows, last.misfits(), last.firstMisfit());
  }

  /**
   * Counts what they cost, in memory that does not grow with their number.
   *
   * @param part the same sweep as text
   * @param runner where that is done
   * @param receiver gets the rows of some thousand designs at a time, in order, at least once;
   *     misfits are those until then
   * @throws InterruptedException where the thread is interrupted
   */
  public static void inBatches(
      Sweep sweep,
      SpacePart part,
      CostOptions options,
      WorkRunner runner,
      StudyProgress progress,
      Consumer<SweptCosts> receiver)
      throws InterruptedException {
    CostWork work = CostWork.of(part, options);
    long all = sweep.size().min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    CostBatches batches = new CostBatches(sweep, options, receiver);
    progress.report(work.name(), 0, all, "");
    runner.runInOrder(
        work,
        new TaskWalk(
            SweepNumbers.of(sweep), TaskWalk.size(sweep.size(), work.grain(), LARGEST_TASK)),
        (number, cost) -> {
          batches.add(sweep.design(number), cost);
          progress.report(work.name(), batches.taken(), all, "");
        });
    batches.end();
  }
}
