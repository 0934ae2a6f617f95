package convspectrum.api;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.DataType;
import convspectrum.costmodel.convention.Convention;
import convspectrum.search.design.Sweep;
import convspectrum.search.study.StudyProgress;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.ThreadRunner;
import convspectrum.search.work.WorkRunner;
import convspectrum.search.work.cost.SweptCosts;
import java.math.BigInteger;

/**
 * How to count what all designs of a model cost, and the counting: for spaces of up to some
 * millions of designs, of which {@link Model#designs()} would build one graph after the other. The
 * counts are those of {@link Design#cost()}, for any number of threads.
 */
public final class Counting {
  /** Rows stay in memory, some hundred bytes each. */
  private static final BigInteger MOST_DESIGNS = BigInteger.valueOf(10_000_000);

  private final Convention convention;
  private final int threads;

  private Counting(Convention convention, int threads) {
    this.convention = convention;
    this.threads = threads;
  }

  /** {@return counting in one thread} */
  public static Counting inOneThread() {
    return new Counting(CostOptions.DEFAULT.convention(), 1);
  }

  /**
   * {@return the same with this many threads}
   *
   * @param newThreads from 1 to 1024
   */
  public Counting withThreads(int newThreads) {
    return new Counting(convention, Guard.threads(newThreads));
  }

  /**
   * {@return the same by another convention}
   *
   * @param name one of {@link Cost#conventions()}
   * @throws ConvspectrumException where there is none of this name
   */
  public Counting withConvention(String name) {
    return new Counting(Guard.given(() -> Convention.named(name)), threads);
  }

  /**
   * Counts every design. Interrupting the thread ends it with an exception.
   *
   * @param model a spec that leaves a parameter open, of at most 10,000,000 designs
   * @return a row for each design
   * @throws ConvspectrumException where the model is an ONNX file or has more designs, or the
   *     thread was interrupted
   */
  public Counts count(Model model) {
    SpecModel space = SpecModel.space(model);
    if (space.size().compareTo(MOST_DESIGNS) > 0) {
      throw ConvspectrumException.input(
          "%s: found %,d designs; expected at most %,d, whose rows fit into memory; try Model.designs().limit(…), or 'convspectrum cost --sweep --out'"
              .formatted(space.name(), space.size(), MOST_DESIGNS));
    }
    return Guard.run(() -> {
      Sweep sweep = space.sweep();
      SpacePart part = SpacePart.of(sweep, space.source().file(), space.source().text());
      CostOptions options =
          new CostOptions(convention, CostOptions.DEFAULT.fold(), DataType.FLOAT32);
      try (WorkRunner runner = new ThreadRunner(threads)) {
        return new Counts(SweptCosts.of(sweep, part, options, runner, StudyProgress.NONE));
      } catch (InterruptedException e) {
        throw Guard.interrupted("before all designs were counted", e);
      }
    });
  }
}
