package convspectrum.search.work;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Parts ranges into tasks of equal size, in order, as they are asked for. */
public final class TaskWalk implements Iterator<List<NumberRange>> {
  /** So many tasks are enough to keep any cluster busy until its last second. */
  private static final long ENOUGH = 2_000;

  private final Iterator<NumberRange> ranges;
  private final long size;

  /** What is left of the range that a task ended in. */
  private @Nullable NumberRange rest;

  /**
   * A walk.
   *
   * @param size numbers of a task; the last one has what is left
   */
  public TaskWalk(Iterator<NumberRange> ranges, long size) {
    if (size < 1) {
      throw new IllegalArgumentException("tasks of %d numbers".formatted(size));
    }
    this.ranges = ranges;
    this.size = size;
  }

  /**
   * How many numbers a task should have.
   *
   * @param all how many there are, at most
   * @param grain so many at least
   * @param largest so many at most, since their results are sent, and lost, together
   */
  public static long size(BigInteger all, int grain, int largest) {
    return all.divide(BigInteger.valueOf(ENOUGH))
        .min(BigInteger.valueOf(largest))
        .max(BigInteger.valueOf(grain))
        .longValueExact();
  }

  @Override
  public boolean hasNext() {
    return rest != null || ranges.hasNext();
  }

  @Override
  public List<NumberRange> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no task is left");
    }
    List<NumberRange> task = new ArrayList<>();
    long room = size;
    while (room > 0 && hasNext()) {
      NumberRange range = rest == null ? ranges.next() : rest;
      long taken = Math.min(room, range.count());
      task.add(new NumberRange(range.first(), taken));
      room -= taken;
      rest =
          taken == range.count()
              ? null
              : new NumberRange(
                  range.first().add(BigInteger.valueOf(taken)), range.count() - taken);
    }
    return task;
  }
}
