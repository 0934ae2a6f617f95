package convspectrum.executor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.measure.host.HostActivity;
import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.measure.host.TimedProgram;
import convspectrum.executor.measure.host.TimedProgram.Sample;
import convspectrum.executor.measure.host.TimedProgram.Warm;
import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.runtime.NodeTime;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The side that asks, and a process that is a thread with a script. */
class WorkerHostTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** For one that never answers: long enough for its first words on a busy machine. */
  private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(5);

  private static WorkerHost host(FakeWorker worker, Duration patience) {
    return new WorkerHost("fast", "5f2c", List.of("plain", "a b"), worker, patience);
  }

  private static FakeWorker worker(UnaryOperator<String> answers) {
    return new FakeWorker("ready 5f2c 1.2+beta", "", answers);
  }

  @Test
  void requestsAreNumberedAndAnswersAreRead() {
    FakeWorker worker =
        worker(request ->
            switch (request) {
              case "compile 1", "close 1", "unpin", "collect" -> "ok";
              case "warm-up 1 5000 0.02" -> "ok 57 0.25 true 5312.5";
              case "sample 1 4" -> "ok 21000 true";
              case "profile 1" -> "ok 7 FusedConv conv%252C1%2Crelu 9 Add sum";
              case "pin" -> "ok pinned+to+CPU+1";
              case "activity" -> "ok 1.5 7 2 10.0 0.25";
              default -> "failed " + request;
            });
    try (WorkerHost host = host(worker, PATIENCE)) {
      assertThat(host.version()).isEqualTo("1.2 beta");
      assertThat(host.pin()).hasValue("pinned to CPU 1");
      TimedProgram program = host.compile("a b");
      assertThat(program.warmUp(5000, 0.02, () -> false))
          .isEqualTo(new Warm(new WarmUp(57, 0.25, true), 5312.5));
      assertThat(program.sample(4)).isEqualTo(new Sample(21000, true));
      assertThat(program.profile())
          .containsExactly(
              new NodeTime(List.of("conv,1", "relu"), "FusedConv", 7),
              new NodeTime("sum", "Add", 9));
      HostActivity activity = host.activity();
      assertThat(activity.own().ownSeconds()).isEqualTo(1.5);
      assertThat(activity.own().involuntarySwitches()).isEqualTo(7);
      assertThat(activity.idleShare()).isEqualTo(0.025);
      program.close();
      host.collectGarbage();
      host.unpin();
      assertThat(host.alwaysRewarms()).isTrue();
    }
    assertThat(worker.requests).hasSize(9);
    assertThat(worker.wasDestroyed()).as("it quit by itself").isFalse();
  }

  @Test
  void aFailureOfTheRuntimeIsAReasonAndTheWorkerGoesOn() {
    FakeWorker worker =
        worker(request -> request.equals("compile 0") ? "failed No%3A+8+groups" : "ok");
    try (WorkerHost host = host(worker, PATIENCE)) {
      assertThatThrownBy(() -> host.compile("plain"))
          .isInstanceOf(HostException.class)
          .hasMessage("No: 8 groups");
      assertThat(host.compile("a b")).isNotNull();
    }
  }

  @Test
  void aWorkerThatEndsSaysItsLastWordsForEveryDesign() {
    String words =
        "WARNING: Using incubator modules: jdk.incubator.vector\nout of luck\n"
            + "Error: Could not create the Java Virtual Machine.\n";
    FakeWorker worker = new FakeWorker("ready 5f2c 1", words, request -> FakeWorker.DIES);
    try (WorkerHost host = host(worker, PATIENCE)) {
      for (String design : List.of("plain", "a b")) {
        assertThatThrownBy(() -> host.compile(design))
            .isInstanceOf(HostException.class)
            .hasMessage("the worker process of fast ended with exit code 3: out of luck");
      }
      host.unpin();
      host.collectGarbage();
      assertThat(host.pin()).isEmpty();
      assertThat(host.activity()).isEqualTo(HostActivity.NONE);
    }
  }

  @Test
  void aWorkerThatNeverStartsHasNoVersion() {
    FakeWorker worker = new FakeWorker(FakeWorker.DIES, "Unrecognized VM option 'x'", r -> "ok");
    try (WorkerHost host = host(worker, PATIENCE)) {
      assertThat(host.version()).isEqualTo("unknown");
      assertThatThrownBy(() -> host.outputs("plain"))
          .hasMessageEndingWith("ended with exit code 3: Unrecognized VM option 'x'");
    }
  }

  @Test
  void aWorkerThatHangsIsEnded() {
    FakeWorker worker = worker(request -> FakeWorker.HANGS);
    try (WorkerHost host = host(worker, LITTLE_PATIENCE)) {
      assertThat(host.version()).isEqualTo("1.2 beta");
      assertThatThrownBy(() -> host.compile("plain"))
          .hasMessage(
              "the worker process of fast did not answer within 5 s of 'compile' and was ended");
    }
    assertThat(worker.wasDestroyed()).isTrue();
  }

  @Test
  void nonsenseEndsTheWorker() {
    int tried = 0;
    for (String nonsense : List.of("hello", "", "ok", "ok many false", "failed")) {
      FakeWorker worker = worker(request -> request.startsWith("sample") ? nonsense : "ok");
      try (WorkerHost host = host(worker, PATIENCE)) {
        TimedProgram program = host.compile("plain");
        assertThatThrownBy(() -> program.sample(1))
            .hasMessage(
                "the worker process of fast said '%s', which is no answer to 'sample', and was ended"
                    .formatted(nonsense));
        assertThat(worker.wasDestroyed()).isTrue();
        assertThatThrownBy(() -> host.compile("plain")).hasMessageContaining("no answer");
        program.close();
        tried++;
      }
    }
    assertThat(tried).isEqualTo(5);
  }

  @Test
  void designsThatChangedMeanwhileAreRefused() {
    FakeWorker worker = new FakeWorker("ready 77aa 1", "", request -> "ok");
    try (WorkerHost host = host(worker, PATIENCE)) {
      assertThatThrownBy(() -> host.compile("plain"))
          .hasMessageEndingWith(
              "read other designs than were read before; did a file change meanwhile?");
    }
  }

  @Test
  void anInterruptWaitsForTheAnswerAndStays() {
    FakeWorker worker = worker(request -> "ok 21000 false");
    try (WorkerHost host = host(worker, PATIENCE)) {
      TimedProgram program = host.compile("plain");
      Thread.currentThread().interrupt();
      assertThat(program.sample(1)).isEqualTo(new Sample(21000, false));
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
