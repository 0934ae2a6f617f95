package convspectrum.spark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.search.work.UnlikeMachineException;
import convspectrum.search.work.WorkFailedException;
import org.junit.jupiter.api.Test;

/** When a task is given up, in the words that Spark 4.2 has for failures. */
final class TaskFailuresTest {
  private final TaskFailures failures = new TaskFailures(TaskFailures.USUAL);

  @Test
  void theFourthFailureOfATaskIsItsLast() {
    for (int i = 0; i < 3; i++) {
      failures.failed("0/1", "a", "ExecutorLostFailure (executor 3 exited caused by one");
      failures.failed("0/2", "b", "java.io.IOException: no space\n\tat some.Place");
    }
    assertThatCode(failures::check).doesNotThrowAnyException();
    failures.failed("0/2", "c", "java.io.IOException: no space\n\tat some.Place");
    assertThatThrownBy(failures::check)
        .isInstanceOf(WorkFailedException.class)
        .hasMessageContaining(
            "a task failed 4 times, the last time on c: java.io.IOException: no space;");
  }

  @Test
  void anExecutorThatNeverBeganIsNoFailureOfATask() {
    for (int i = 0; i < 100; i++) {
      failures.failed(
          "0/1",
          "a",
          "ExecutorLostFailure (executor 7 exited caused by one of the running tasks) Reason: Unable to create executor due to No space left on device");
    }
    assertThatCode(failures::check).doesNotThrowAnyException();
  }

  @Test
  void aWorkerThatCannotReadWhatItIsToDoIsNamedAtOnce() {
    failures.failed(
        "0/1",
        "node-7",
        "java.lang.UnsupportedClassVersionError: convspectrum/spark/TaskBody has been compiled by");
    assertThatThrownBy(failures::check)
        .isInstanceOf(UnlikeMachineException.class)
        .hasMessageStartingWith("node-7: found a Java that is too old; expected Java ");
  }
}
