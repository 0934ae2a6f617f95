package convspectrum.spark;

import convspectrum.search.work.ComputingMachine;
import convspectrum.search.work.NumberRange;
import convspectrum.search.work.UnlikeMachineException;
import convspectrum.search.work.Work;
import convspectrum.search.work.WorkFailedException;
import convspectrum.search.work.Worker;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * What an executor does for a task. It is sent there with the work, whose texts it reads once for
 * all tasks of a process.
 */
final class TaskBody<R extends Serializable>
    extends AbstractFunction1<Iterator<List<NumberRange>>, TaskResult<R>> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Work<R> work;
  private final ComputingMachine driver;
  private final String more;

  /**
   * A body.
   *
   * @param driver which the executor has to be like
   * @param more what to try where the executor has too little memory
   */
  TaskBody(Work<R> work, ComputingMachine driver, String more) {
    this.work = work;
    this.driver = driver;
    this.more = more;
  }

  @Override
  public TaskResult<R> apply(Iterator<List<NumberRange>> tasks) {
    ComputingMachine machine = ComputingMachine.here();
    List<R> results = new ArrayList<>();
    try {
      driver.requireLike(machine, work.computesOnVectors());
      Worker<R> worker = OpenWork.of(work);
      while (tasks.hasNext()) {
        for (NumberRange range : tasks.next()) {
          range.numbers().forEach(number -> results.add(worker.of(number)));
        }
      }
      return new TaskResult<>(machine, results, null);
    } catch (RuntimeException e) {
      return new TaskResult<>(machine, results, sendable(e, machine));
    } catch (OutOfMemoryError e) {
      // An executor that Spark gives the task next has no more.
      return new TaskResult<>(machine, results, outOfMemory(machine));
    } catch (LinkageError e) {
      // A class or a native library that is missing here is missing at the next try.
      return new TaskResult<>(
          machine,
          results,
          new UnlikeMachineException(
              "%s: a class or library cannot be used on this worker: %s; expected the same jar as here"
                  .formatted(machine.host(), e)));
    }
  }

  private WorkFailedException outOfMemory(ComputingMachine machine) {
    return new WorkFailedException(
        "%s: an executor is out of memory (%d MiB); what came until then is kept where there is a journal; try a smaller --batch, or more memory: %s"
            .formatted(machine.host(), Runtime.getRuntime().maxMemory() >> 20, more));
  }

  /** The exception, as far as it can travel. */
  private static RuntimeException sendable(RuntimeException e, ComputingMachine machine) {
    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      out.writeObject(e);
      return e;
    } catch (IOException unsendable) {
      return new WorkFailedException(machine.host() + ": " + e.getMessage());
    }
  }
}
