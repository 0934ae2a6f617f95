package convspectrum.gradients.batch;

import java.util.concurrent.Semaphore;

/**
 * One of the parts into which a batch is cut by samples, with what its program needs of the others:
 * their sums, for norms over the whole batch. All parts have the same number of samples, and each
 * has a thread of its own. Sums are taken in the order of the parts, whichever is first.
 */
public final class BatchPart {
  private final Meeting meeting;
  private final int index;
  private boolean drops;
  private long draw;

  private BatchPart(Meeting meeting, int index) {
    this.meeting = meeting;
    this.index = index;
  }

  /** A batch that is not cut. */
  public static BatchPart whole() {
    return new BatchPart(new Meeting(1, 1), 0);
  }

  /**
   * Cuts a batch.
   *
   * @param count number of parts
   * @param running how many of their threads may run at a time
   */
  public static BatchPart[] parts(int count, int running) {
    Meeting meeting = new Meeting(count, running);
    BatchPart[] parts = new BatchPart[count];
    for (int i = 0; i < count; i++) {
      parts[i] = new BatchPart(meeting, i);
    }
    return parts;
  }

  /** Number of parts. */
  public int count() {
    return meeting.count;
  }

  /** Number of this part, from 0 on. */
  public int index() {
    return index;
  }

  /** Whether elements are dropped in the next pass. */
  public boolean drops() {
    return drops;
  }

  /** What decides, with the position of an element, whether it is dropped. */
  public long draw() {
    return draw;
  }

  /** From the next pass on drops elements as {@code draw} decides. */
  public void drop(long draw) {
    this.drops = true;
    this.draw = draw;
  }

  /** From the next pass on drops nothing. */
  public void dropNothing() {
    drops = false;
  }

  /**
   * Waits for the values of every part.
   *
   * @param values those of this part, which the caller no longer changes
   * @return those of all parts, in their order
   * @throws IllegalStateException if another part failed
   */
  public double[][] exchange(double[] values) {
    return meeting.exchange(index, values);
  }

  /**
   * Runs {@code work} when few enough others run, and lets those go that wait for a failed part.
   */
  public void run(Runnable work) {
    meeting.turn.acquireUninterruptibly();
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      meeting.fail();
      throw e;
    } finally {
      meeting.turn.release();
    }
  }

  /** Makes the parts of a failed run ready for another. No thread may be in {@link #run}. */
  public void reset() {
    meeting.reset();
  }

  /** Where the parts wait for each other. */
  private static final class Meeting {
    private final int count;
    private final Semaphore turn;

    /** The values of two exchanges in turn: a part may write while others still read the last. */
    private final double[][][] values;

    private int arrived;
    private long exchanges;
    private boolean failed;

    Meeting(int count, int running) {
      this.count = count;
      this.turn = new Semaphore(running);
      this.values = new double[2][count][];
    }

    double[][] exchange(int index, double[] mine) {
      long number;
      synchronized (this) {
        number = exchanges;
        values[(int) (number & 1)][index] = mine;
        arrived++;
        if (arrived == count) {
          arrived = 0;
          exchanges++;
          notifyAll();
          return values[(int) (number & 1)];
        }
      }
      turn.release();
      try {
        await(number);
      } finally {
        turn.acquireUninterruptibly();
      }
      return values[(int) (number & 1)];
    }

    private synchronized void await(long number) {
      boolean interrupted = false;
      while (exchanges == number && !failed) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (exchanges == number) {
        throw new IllegalStateException("another part of the batch failed");
      }
    }

    synchronized void fail() {
      failed = true;
      notifyAll();
    }

    synchronized void reset() {
      failed = false;
      arrived = 0;
    }
  }
}
