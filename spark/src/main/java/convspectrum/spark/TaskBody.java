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

  /**
   * A body.
   *
   * @param driver which the executor has to be like
   */
  TaskBody(Work<R> work, ComputingMachine driver) {
    this.work = work;
    this.driver = driver;
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
