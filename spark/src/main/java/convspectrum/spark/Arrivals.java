package convspectrum.spark;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Results of tasks, from Spark's thread, which must not be kept waiting, to the one that asked for
 * them.
 */
final class Arrivals<R> extends AbstractFunction2<Object, TaskResult<R>, BoxedUnit> {
  private final BlockingQueue<Arrived<R>> queue = new LinkedBlockingQueue<>();

  /**
   * A result.
   *
   * @param task its number among those of the job, from 0
   */
  record Arrived<R>(int task, TaskResult<R> result) {}

  @Override
  public BoxedUnit apply(Object partition, TaskResult<R> result) {
    queue.add(new Arrived<>((Integer) partition, result));
    return BoxedUnit.UNIT;
  }

  BlockingQueue<Arrived<R>> queue() {
    return queue;
  }
}
