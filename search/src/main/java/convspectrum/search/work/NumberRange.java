package convspectrum.search.work;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Numbers in a row.
 *
 * @param first the smallest
 * @param count how many, at least one
 */
public record NumberRange(BigInteger first, long count) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A driver keeps some data of each task, so there are not many more. */
  private static final long MOST_TASKS = 20_000;

  public NumberRange {
    if (first.signum() < 0 || count < 1) {
      throw new IllegalArgumentException("%d numbers from %s on".formatted(count, first));
    }
  }

  /** Numbers in the order given; those that follow each other are one range. */
  public static List<NumberRange> of(Stream<BigInteger> numbers) {
    List<NumberRange> ranges = new ArrayList<>();
    BigInteger first = BigInteger.ZERO;
    long count = 0;
    for (BigInteger number : (Iterable<BigInteger>) numbers::iterator) {
      if (count > 0 && !first.add(BigInteger.valueOf(count)).equals(number)) {
        ranges.add(new NumberRange(first, count));
        count = 0;
      }
      first = count == 0 ? number : first;
      count++;
    }
    if (count > 0) {
      ranges.add(new NumberRange(first, count));
    }
    return ranges;
  }

  /** How many numbers there are in ranges. */
  public static long count(List<NumberRange> ranges) {
    return ranges.stream().mapToLong(NumberRange::count).sum();
  }

  /**
   * Parts ranges into tasks, in order.
   *
   * @param grain so many numbers a task, unless there would be too many tasks
   */
  public static List<List<NumberRange>> tasks(List<NumberRange> ranges, int grain) {
    long size = Math.max(grain, count(ranges) / MOST_TASKS);
    List<List<NumberRange>> tasks = new ArrayList<>();
    new TaskWalk(ranges.iterator(), size).forEachRemaining(tasks::add);
    return tasks;
  }

  /** Each number. */
  public Stream<BigInteger> numbers() {
    return LongStream.range(0, count).mapToObj(place -> first.add(BigInteger.valueOf(place)));
  }
}
