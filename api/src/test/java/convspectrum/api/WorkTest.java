package convspectrum.api;

import static convspectrum.api.ModelTest.catchInput;
import static convspectrum.api.ModelTest.tiny;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What takes time: measuring, scoring, searching. */
final class WorkTest {
  @Test
  void designsAreMeasuredBesideEachOther() {
    List<Design> designs = tiny().designs().toList();
    Measurements measured =
        Measuring.on("onnxruntime").withBudget(Duration.ofMillis(300)).measure(designs);
    assertThat(measured.rows())
        .extracting(Measurement::design)
        .containsExactlyElementsOf(designs.stream().map(Design::label).toList());
    assertThat(measured.rows())
        .allSatisfy(row -> assertThat(row.medianMs().orElse(-1)).isPositive());
    assertThat(measured.rows().getFirst().speedup()).hasValue(1);
    assertThat(measured.table().rowCount()).isEqualTo(3);
    assertThat(measured.table().doubleColumn("median_ms").get(1))
        .isEqualTo(measured.rows().get(1).medianMs().orElseThrow());
    assertThat(measured.notes()).anyMatch(note -> note.startsWith("Machine: "));
  }

  /** Before the first round, and in the middle of rounds that would take minutes. */
  @Test
  void anInterruptionIsToldAndStays() throws InterruptedException {
    List<Design> designs = tiny().designs().toList();
    Measuring quick = Measuring.on("reference").withBudget(Duration.ofMillis(100));
    assertThat(quick.measure(designs).isInterrupted()).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    Thread.currentThread().interrupt();
    assertThat(quick.measure(designs).isInterrupted()).isTrue();
    assertThat(Thread.interrupted()).isTrue();

    Measuring slow =
        Measuring.on("reference").withBudget(Duration.ofMinutes(5)).withPrecision(1e-9);
    Thread measuring = Thread.currentThread();
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Thread.sleep(1500);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              measuring.interrupt();
            });
    assertThat(slow.measure(designs).isInterrupted()).isTrue();
    assertThat(Thread.interrupted()).isTrue();
    other.join();
  }

  @Test
  void aRuntimeWithoutItsOptionsIsNoted() {
    assertThat(Measuring.javaOptions("vector")).contains("--add-modules=jdk.incubator.vector");
    Measurements measured =
        Measuring.on("vector").withBudget(Duration.ofMillis(100)).measure(List.of(tiny().design()));
    assertThat(measured.notes())
        .anyMatch(note -> note.startsWith("vector was measured without options"));
  }

  @Test
  void measuringRefusesWhatItCannotDo() {
    assertThat(catchInput(() -> Measuring.on("ort")).getMessage()).contains("onnxruntime");
    assertThat(catchInput(() -> Measuring.on()).getMessage()).contains("found no runtime");
    Measuring measuring = Measuring.on("reference");
    assertThat(catchInput(() -> measuring.withBudget(Duration.ZERO)).getMessage())
        .contains("above 0");
    assertThat(catchInput(() -> measuring.withThreads(0)).getMessage()).contains("1 to 1024");
    assertThat(catchInput(() -> measuring.measure(List.of())).getMessage())
        .contains("found no design");
  }

  @Test
  void designsAreScored() {
    List<Design> designs = tiny().designs().toList();
    Scores scores = Scoring.by("params", "l2_norm").withBatch(2).score(designs);
    assertThat(scores.rows()).hasSize(6);
    assertThat(scores.rows().stream().filter(row -> row.proxy().equals("params")))
        .extracting(row -> row.value().orElseThrow())
        .containsExactly(640.0, 352.0, 136.0);
    assertThat(scores.table().columnNames()).startsWith("model", "proxy", "score");
    assertThat(scores.conditions()).contains("batch 2", "seed 1");
    assertThat(Scoring.by("l2_norm").withBatch(2).score(designs).rows().getFirst().value())
        .isEqualTo(scores.rows().get(1).value());
    assertThat(catchInput(() -> Scoring.by("accuracy")).getMessage()).contains("synflow");
    assertThat(catchInput(() -> Scoring.by("params").withBatch(1)).getMessage())
        .contains("at least 2");
  }

  @Test
  void aSearchFindsWhatNothingBeats() {
    Model model =
        Model.parse(
            "space.yaml",
            """
            input: {channels: 8, height: 4, width: 4}
            parameters:
              segments: [1, 2, 4, 8]
              kernel: [1, 3, 5]
            layers:
              - segmented: {out: 8, kernel: $kernel, segments: $segments}
            """);
    Front front =
        Search.forObjectives("macs", "peak-memory")
            .withStrategy("exhaustive")
            .withConstraint("params>=300")
            .in(model);
    // Peak memory is the same of all: the cheapest design that keeps the bound is the front.
    long least =
        model
            .designs()
            .filter(one -> one.cost().params() >= 300)
            .mapToLong(one -> one.cost().macs())
            .min()
            .orElseThrow();
    assertThat(front.designs()).allMatch(one -> one.cost().macs() == least);
    assertThat(front.table().rowCount()).isEqualTo(front.designs().size()).isPositive();
    assertThat(front.isInterrupted()).isFalse();
    assertThat(front.summary()).isNotEmpty();
  }

  @Test
  void searchingRefusesWhatItCannotDo() {
    Search search = Search.forObjectives("macs");
    Thread.currentThread().interrupt();
    assertThat(ThreadsTest.catchFailure(() -> search.in(tiny())).kind())
        .isEqualTo(ConvspectrumException.Kind.FAILURE);
    assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
    assertThat(catchInput(() -> search.withThreads(0)).getMessage()).contains("1 to 1024");
    assertThat(Search.figures()).contains("macs", "proxy", "synflow");
    assertThat(Search.strategies()).startsWith("guided").doesNotContain("halving");
    assertThat(catchInput(() -> Search.forObjectives("speed").in(tiny())).getMessage())
        .contains("unknown figure 'speed'");
    assertThat(catchInput(() -> search.withConstraint("macs<=").in(tiny())).problems())
        .isNotEmpty();
    assertThat(catchInput(() -> search.withStrategy("halving")).getMessage()).contains("guided");
    assertThat(catchInput(() -> search.withConstraint("macs<=1").in(tiny())).getMessage())
        .contains("macs");
    Model fixed =
        Model.parse(
            "fixed.yaml",
            "input: {channels: 1, height: 1, width: 1}\nlayers: [relu]\n"
                .replace("relu", "conv: {out: 1}"));
    assertThat(catchInput(() -> search.in(fixed)).getMessage()).contains("no parameter open");
    assertThat(fixed.design().settings()).isEqualTo(Map.of());
  }
}
