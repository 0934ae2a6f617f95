package convspectrum.search.strategy;

import java.util.function.ToDoubleFunction;

/**
 * One expensive objective, in a space in which {@code excess} says by how much a design breaks the
 * constraints.
 */
record Bounded(EncodingSpace space, ToDoubleFunction<Encoding> excess) implements Landscape {
  @Override
  public int objectives() {
    return 1;
  }

  @Override
  public boolean isCheap(int objective) {
    return false;
  }

  @Override
  public double cheap(int objective, Encoding encoding) {
    throw new AssertionError("nothing is cheap here");
  }

  @Override
  public double violation(Encoding encoding) {
    return excess.applyAsDouble(encoding);
  }
}
