package convspectrum.search.work;

import convspectrum.search.design.Sweep;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of all designs of a sweep, in order, found while they are asked for: a space may have
 * more designs than memory has room for their numbers.
 */
public final class SweepNumbers implements Iterator<NumberRange> {
  /** A range is known when it has so many numbers. */
  private static final long MOST = 4_096;

  private final Iterator<BigInteger> numbers;
  private @Nullable BigInteger next;

  private SweepNumbers(Iterator<BigInteger> numbers) {
    this.numbers = numbers;
    this.next = numbers.hasNext() ? numbers.next() : null;
  }

  /** Ranges of the designs of a sweep, in its order. */
  public static Iterator<NumberRange> of(Sweep sweep) {
    return isSimple(sweep)
        ? List.of(new NumberRange(BigInteger.ZERO, sweep.size().longValueExact())).iterator()
        : new SweepNumbers(sweep.designs().map(sweep::number).iterator());
  }

  /**
   * How many designs a sweep has, as far as that matters.
   *
   * @param most it is enough to know that there are more
   * @return the number, or one more than {@code most}
   */
  public static long count(Sweep sweep, long most) {
    if (isSimple(sweep)) {
      return sweep.size().min(BigInteger.valueOf(most).add(BigInteger.ONE)).longValueExact();
    }
    return sweep.designs().limit(most + 1).count();
  }

  /** Whether each number from 0 to the last one is a design. */
  private static boolean isSimple(Sweep sweep) {
    return sweep.spec().readsAllChoices() && sweep.size().bitLength() < Long.SIZE;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public NumberRange next() {
    BigInteger first = next;
    if (first == null) {
      throw new NoSuchElementException("no number is left");
    }
    long count = 0;
    do {
      count++;
      next = numbers.hasNext() ? numbers.next() : null;
    } while (count < MOST && first.add(BigInteger.valueOf(count)).equals(next));
    return new NumberRange(first, count);
  }
}
