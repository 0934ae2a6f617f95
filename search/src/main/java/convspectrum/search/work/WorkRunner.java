package convspectrum.search.work;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/** Where work is done: in threads of this process, or on other machines. */
public interface WorkRunner extends AutoCloseable {
  /**
   * Does work and waits for it.
   *
   * @param numbers of what is computed; no number is in two ranges
   * @param receiver gets every result once; what it throws ends the work
   * @throws InterruptedException where the thread is interrupted; results that came stay valid
   * @throws WorkFailedException where it cannot be done
   * @throws UnlikeMachineException where a machine would give other results than this one
   */
  <R extends Serializable> void run(
      Work<R> work, List<NumberRange> numbers, WorkReceiver<R> receiver)
      throws InterruptedException;

  /**
   * Does work whose results need not fit into memory all together, and waits for it.
   *
   * @param tasks ranges of numbers, taken as they are needed
   * @param receiver gets every result once, in the order of the tasks; what it throws ends the work
   * @throws InterruptedException where the thread is interrupted
   * @throws WorkFailedException where it cannot be done
   * @throws UnlikeMachineException where a machine would give other results than this one
   */
  <R extends Serializable> void runInOrder(
      Work<R> work, Iterator<List<NumberRange>> tasks, WorkReceiver<R> receiver)
      throws InterruptedException;

  /** Ends what was started for it. */
  @Override
  void close();
}
