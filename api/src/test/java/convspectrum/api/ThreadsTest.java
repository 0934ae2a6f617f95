package convspectrum.api;

import static convspectrum.api.ModelTest.catchInput;
import static convspectrum.api.ModelTest.tiny;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** Many designs, several threads. */
final class ThreadsTest {
  @Test
  void allDesignsAreCountedInThreads() {
    Counts counts = Counting.inOneThread().withThreads(3).count(tiny());
    Table table = counts.table();
    assertThat(table.columnNames()).startsWith("segments", "params", "macs");
    assertThat(table.longColumn("macs").asList())
        .isEqualTo(tiny().designs().map(one -> one.cost().macs()).toList());
    assertThat(counts.leftOut()).isZero();
    assertThat(counts.notes()).isEmpty();
    assertThat(Counting.inOneThread().withConvention("fvcore").count(tiny()).table().rowCount())
        .isEqualTo(3);
    Model wrong =
        Model.parse(
            "late.yaml", ModelTest.TINY.replace("[1, 2, 8]", "{values: [1, 3], default: 1}"));
    Counts some = Counting.inOneThread().count(wrong);
    assertThat(some.leftOut()).isEqualTo(1);
    assertThat(some.table().rowCount()).isEqualTo(1);
    assertThat(some.notes()).singleElement().asString().contains("segments=3");
  }

  @Test
  void countingRefusesWhatItCannotDo() {
    assertThat(catchInput(() -> Counting.inOneThread().withThreads(0)).getMessage())
        .isEqualTo("found 0 threads; expected 1 to 1024");
    assertThat(catchInput(() -> Counting.inOneThread().withConvention("papers")).getMessage())
        .contains("paper");
    String choices = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
    Model huge =
        Model.parse(
            "huge.yaml",
            "input: {channels: 1, height: 1, width: 1}\nparameters:\n"
                + IntStream.range(0, 8)
                    .mapToObj(i -> "  p" + i + ": " + choices + "\n")
                    .collect(Collectors.joining())
                + "layers:\n"
                + IntStream.range(0, 8)
                    .mapToObj(i -> "  - conv: {out: $p" + i + "}\n")
                    .collect(Collectors.joining()));
    assertThat(huge.designs().limit(2).count()).isEqualTo(2);
    assertThat(catchInput(() -> Counting.inOneThread().count(huge)).getMessage())
        .isEqualTo(
            "huge: found 100,000,000 designs; expected at most 10,000,000, whose rows fit into memory;"
                + " try Model.designs().limit(…), or 'convspectrum cost --sweep --out'");
    Thread.currentThread().interrupt();
    ConvspectrumException e = catchFailure(() -> Counting.inOneThread().count(tiny()));
    assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
    assertThat(e.kind()).isEqualTo(ConvspectrumException.Kind.FAILURE);
    assertThat(e).hasMessage("interrupted before all designs were counted");
  }

  @Test
  void scoresOfThreadsAreTheSame() {
    List<Design> designs = tiny().designs().toList();
    Scoring scoring = Scoring.by("params", "naswot", "synflow").withBatch(4);
    assertThat(scoring.withThreads(3).score(designs).rows())
        .extracting(row -> row.design() + row.proxy() + row.value())
        .isEqualTo(
            scoring.score(designs).rows().stream()
                .map(row -> row.design() + row.proxy() + row.value())
                .toList())
        .hasSize(9);
    assertThat(catchInput(() -> scoring.withThreads(5000)).getMessage()).contains("1 to 1024");
    Thread.currentThread().interrupt();
    assertThat(catchFailure(() -> scoring.score(designs)))
        .hasMessage("interrupted before all designs were scored");
    assertThat(Thread.currentThread().isInterrupted()).as("stays interrupted").isTrue();
    ConvspectrumException e = catchFailure(() -> scoring.withThreads(2).score(designs));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(e).hasMessage("interrupted before all designs were scored");
  }

  @Test
  void memoryThatIsShortIsAFailureInWords() {
    ConvspectrumException e =
        catchFailure(() ->
            Guard.run(() -> {
              throw new OutOfMemoryError("Java heap space");
            }));
    assertThat(e.kind()).isEqualTo(ConvspectrumException.Kind.FAILURE);
    assertThat(e).hasMessageContaining("try a larger one (-Xmx)");
  }

  @Test
  void librariesThatAreMissingAreAFailureInWords() {
    Map<Error, String> words =
        Map.of(
            new UnsatisfiedLinkError("no x"), "a native library cannot be used: no x",
            new NoClassDefFoundError("a/B"), "a class of a library cannot be used: a/B; expected",
            new IllegalAccessError("a.B"), "on the module path Java needs the options of",
            new VerifyError("a.B"), "a library cannot be used: a.B");
    words.forEach((error, message) ->
        assertThat(
                catchFailure(() ->
                    Guard.run(() -> {
                      throw error;
                    })))
            .hasMessageContaining(message)
            .hasCause(error));
  }

  static ConvspectrumException catchFailure(Runnable work) {
    ConvspectrumException e = catchThrowableOfType(ConvspectrumException.class, work::run);
    assertThat(e).isNotNull();
    return e;
  }
}
