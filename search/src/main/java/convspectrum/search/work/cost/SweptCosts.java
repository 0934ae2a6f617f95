package convspectrum.search.work.cost;

import convspectrum.costmodel.CostOptions;
import convspectrum.search.design.Sweep;
import convspectrum.search.study.StudyProgress;
import convspectrum.search.work.NumberRange;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.WorkRunner;
import convspectrum.spec.parameter.Design;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    CostWork work = CostWork.of(part, options);
    List<NumberRange> numbers = NumberRange.of(sweep.designs().map(sweep::number));
    long all = NumberRange.count(numbers);
    Map<BigInteger, DesignCost> found = new HashMap<>();
    progress.report(work.name(), 0, all, "");
    runner.run(
        work,
        numbers,
        (number, cost) -> {
          found.put(number, cost);
          progress.report(work.name(), found.size(), all, "");
        });
    List<Row> rows = new ArrayList<>();
    List<String> misfits = new ArrayList<>();
    for (NumberRange range : numbers) {
      range
          .numbers()
          .forEach(number -> {
            Design design = sweep.design(number);
            switch (Objects.requireNonNull(found.get(number))) {
              case DesignCost.Counted counted -> rows.add(new Row(design, counted));
              case DesignCost.Misfit(String reason) -> misfits.add(design + ": " + reason);
            }
          });
    }
    return new SweptCosts(
        sweep, options, rows, misfits.size(), misfits.isEmpty() ? "" : misfits.getFirst());
  }
}
