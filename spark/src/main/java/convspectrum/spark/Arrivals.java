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
  private final BlockingQueue<TaskResult<R>> queue = new LinkedBlockingQueue<>();

  @Override
  public BoxedUnit apply(Object partition, TaskResult<R> result) {
    queue.add(result);
    return BoxedUnit.UNIT;
  }

  BlockingQueue<TaskResult<R>> queue() {
    return queue;
  }
}
