package convspectrum.bench;

import convspectrum.costmodel.Totals;
import convspectrum.spec.Spec;
import convspectrum.spec.parameter.Space;
import java.math.BigInteger;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Evaluates every design of a space of a million: its choices, its graph with all shapes, its
 * parameters and MACs. It uses all cores and starts cold, like one run of a command. It prints the
 * sums so that no computation can be optimised away.
 */
public final class MillionDesigns {
  /** The sums over all designs of a space. */
  private record Sums(long designs, long params, long macs) {
    static final Sums NONE = new Sums(0, 0, 0);

    Sums and(Totals design) {
      return new Sums(designs + 1, params + design.params(), macs + design.macs());
    }

    Sums plus(Sums other) {
      return new Sums(designs + other.designs, params + other.params, macs + other.macs);
    }
  }

  private MillionDesigns() {}

  /** Evaluates the space as many times as the argument says, once by default. */
  public static void main(String[] arguments) {
    int times = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
    Spec spec = Specs.threeBlocks();
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      Sums sums = evaluate(spec);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%,d designs in %.2f s, %,.0f a second on %d cores (params %,d, MACs %,d in all)%n",
          sums.designs(),
          seconds,
          sums.designs() / seconds,
          Runtime.getRuntime().availableProcessors(),
          sums.params(),
          sums.macs());
    }
  }

  private static Sums evaluate(Spec spec) {
    Space space = spec.space();
    return LongStream.range(0, space.size().longValueExact())
        .parallel()
        .mapToObj(number -> Totals.of(spec.graph(space.design(BigInteger.valueOf(number)))))
        .collect(Accumulator::new, Accumulator::add, Accumulator::merge)
        .sums;
  }

  /** A mutable cell for the sums of one thread. */
  private static final class Accumulator {
    private Sums sums = Sums.NONE;

    void add(Totals design) {
      sums = sums.and(design);
    }

    void merge(Accumulator other) {
      sums = sums.plus(other.sums);
    }
  }
}
