package convspectrum.executor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.machine.ActivityMeter;
import convspectrum.executor.machine.limits.TimerResolution;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.host.Job;
import convspectrum.executor.measure.host.LocalHost;
import convspectrum.executor.measure.host.Workload;
import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.formats.numpy.Npy;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The side that answers, with the requests of a whole conversation at once. */
class WorkerServerTest {
  @TempDir private Path folder;

  /** Every design doubles a pair of numbers, by the reference; "broken" does not compile. */
  private static final class Doubling implements Workload {
    @Override
    public String version() {
      return "1.2 beta";
    }

    @Override
    public Job timed(String design) {
      GraphBuilder builder = new GraphBuilder(design);
      Graph graph =
          builder.build(builder.add("twice", new Op.Scale(2), builder.input("x", Shape.of(2))));
      return new Job(
          graph, () -> compile(graph), () -> List.of(Tensor.of(Shape.of(2), new float[] {3, 4})));
    }

    @Override
    public Job checked(String design) {
      return timed(design);
    }

    private static Program compile(Graph graph) {
      if (graph.name().equals("broken")) {
        throw new IllegalStateException("no kernel");
      }
      return new ReferenceRuntime().compile(graph, new SeededWeights(1), RunOptions.SINGLE_THREAD);
    }
  }

  /** A process that uses a millisecond of CPU whenever it is asked. */
  private static final class Busy implements ActivityMeter {
    private long cpu;

    @Override
    public Activity now() {
      return new Activity(9, 9, 9, 1.5, 7, 2, 0);
    }

    @Override
    public long involuntarySwitchesOfThread() {
      return 0;
    }

    @Override
    public long involuntarySwitchesOfProcess() {
      return 0;
    }

    @Override
    public long processCpuNanos() {
      return cpu += 1_000_000;
    }
  }

  private final CountDownLatch orphaned = new CountDownLatch(1);
  private long clock;

  private List<String> answers(String... requests) {
    Busy meter = new Busy();
    Instruments instruments =
        new Instruments(() -> clock += 1_000_000, new TimerResolution(1, 1), meter);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new WorkerServer(
            "5f2c",
            List.of("plain", "broken"),
            new LocalHost(new Doubling(), instruments, 1, true, 1),
            meter)
        .serve(
            new ByteArrayInputStream(
                (String.join("\n", requests) + "\n").getBytes(StandardCharsets.UTF_8)),
            out,
            orphaned::countDown);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void everyRequestHasOneAnswer() {
    List<String> answers =
        answers(
            "compile 0",
            "warm-up 0 100000000 0.02",
            "sample 0 3",
            "collect",
            "unpin",
            "close 0",
            "close 0",
            "quit",
            "compile 0");
    assertThat(answers)
        .containsExactly(
            "ready 5f2c 1.2+beta",
            "ok",
            "ok 100 0.101 true 1000000.0",
            "ok 1000000 false",
            "ok",
            "ok",
            "ok",
            "ok");
  }

  @Test
  void outputsGoToFiles() {
    assertThat(answers("outputs 0 " + Line.encode(folder.toString())).get(1)).isEqualTo("ok 1");
    assertThat(Npy.read(folder.resolve("0.npy")).data()).containsExactly(6, 8);
  }

  @Test
  void profilesNameTheirNodes() {
    assertThat(answers("compile 1", "compile 0", "profile 0").get(3))
        .matches("ok \\d+ Scale twice");
  }

  @Test
  void failuresAreReasonsAndServingGoesOn() {
    List<String> answers = answers("compile 1", "sample 0 1", "sing", "", "compile 0");
    assertThat(answers)
        .containsExactly(
            "ready 5f2c 1.2+beta",
            "failed IllegalStateException%3A+no+kernel",
            "failed plain+is+not+compiled",
            "failed a+worker+does+not+know+%27sing%27",
            "failed a+worker+does+not+know+%27%27",
            "ok");
    assertThat(answers("compile 7", "compile", "compile x", "compile 0"))
        .hasSize(5)
        .endsWith("ok")
        .filteredOn(answer -> answer.startsWith("failed "))
        .hasSize(3);
  }

  @Test
  void cpuTimeUsedWhileWaitingIsReported() {
    List<String> answers = answers("unpin", "activity");
    // Two waits, each a reading of the meter before and after.
    assertThat(answers.get(2)).matches("ok 1\\.5 7 2 \\S+ 0\\.002");
  }

  @Test
  void anEndOfRequestsOrphansTheWorker() throws InterruptedException {
    assertThat(answers("compile 0")).hasSize(2);
    assertThat(orphaned.await(2, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void aWorkerThatWasAskedToQuitIsNoOrphan() throws InterruptedException {
    assertThat(answers("compile 0", "quit")).hasSize(2);
    assertThat(orphaned.await(200, TimeUnit.MILLISECONDS)).isFalse();
  }
}
