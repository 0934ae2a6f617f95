package convspectrum.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.costmodel.CostOptions;
import convspectrum.search.design.Sweep;
import convspectrum.search.study.StudyProgress;
import convspectrum.search.work.ClusterAddress;
import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.NoClusterException;
import convspectrum.search.work.NumberRange;
import convspectrum.search.work.SentFile;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.ThreadRunner;
import convspectrum.search.work.Work;
import convspectrum.search.work.WorkFailedException;
import convspectrum.search.work.WorkRunner;
import convspectrum.search.work.WorkRunnerProvider;
import convspectrum.search.work.Worker;
import convspectrum.search.work.cost.SweptCosts;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark in this process. */
final class SparkRunnerTest {
  private static WorkRunner runner;

  @BeforeAll
  static void start() {
    runner = provider().start(request("local[2]"));
  }

  @AfterAll
  static void end() {
    runner.close();
  }

  private static WorkRunnerProvider provider() {
    return WorkRunnerProvider.found().orElseThrow();
  }

  private static WorkRunnerProvider.Request request(String address) {
    return new WorkRunnerProvider.Request(ClusterAddress.of(address), 1, Map.of(), _ -> {});
  }

  @Test
  void costsAreThoseOfThreads() throws IOException, InterruptedException {
    assertThat(provider().missing()).isEmpty();
    String text = Files.readString(Path.of("../examples/nasbench201.yaml"));
    Spec spec = Spec.parse("nasbench201.yaml", text);
    Sweep sweep =
        new Sweep(
            spec,
            spec.defaults(),
            List.of("op_1_0", "op_2_0", "op_3_2", "op_3_0"),
            java.util.Optional.empty());
    SweptCosts here = counted(sweep, text, new ThreadRunner(1));
    SweptCosts there = counted(sweep, text, runner);
    assertThat(here.rows()).hasSize(625);
    assertThat(there.rows()).isEqualTo(here.rows());
  }

  private static SweptCosts counted(Sweep sweep, String text, WorkRunner runner)
      throws InterruptedException {
    return SweptCosts.of(
        sweep,
        SpacePart.of(sweep, "nasbench201.yaml", text),
        CostOptions.DEFAULT,
        runner,
        StudyProgress.NONE);
  }

  /** Work whose numbers are tasks of their own. */
  private interface Single<R extends Serializable> extends Work<R> {
    @Override
    default String name() {
      return "testing";
    }

    @Override
    default boolean computesOnVectors() {
      return false;
    }

    @Override
    default int grain() {
      return 1;
    }
  }

  /** Work whose text is no spec on the machine that reads it. */
  private record Unreadable() implements Single<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Worker<Long> open(FoundFiles found) {
      Spec.parse("bad.yaml", "layers: [");
      return BigInteger::longValue;
    }
  }

  @Test
  void faultsAreThoseOfThisProcess() {
    List<NumberRange> numbers = List.of(new NumberRange(BigInteger.ZERO, 4));
    assertThatThrownBy(() -> runner.run(new Unreadable(), numbers, (number, result) -> {}))
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(SpecException.class),
            e -> assertThat(e).hasMessageContaining("bad.yaml"));
  }

  /** Work that takes more memory than there is. */
  private record TooLarge() implements Single<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Worker<Long> open(FoundFiles found) {
      return number -> {
        throw new OutOfMemoryError("Java heap space of " + number);
      };
    }
  }

  @Test
  void tooLittleMemoryIsSaidWithWhatToTry() {
    List<NumberRange> numbers = List.of(new NumberRange(BigInteger.ZERO, 2));
    assertThatThrownBy(() -> runner.run(new TooLarge(), numbers, (number, result) -> {}))
        .isInstanceOf(WorkFailedException.class)
        .message()
        .matches(
            ".*: an executor is out of memory \\(\\d+ MiB\\); .*CONVSPECTRUM_JAVA_OPTS=-Xmx\\d+m");
  }

  /** Reads the first byte of each of its files. */
  private record FirstBytes(List<SentFile> files) implements Single<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Worker<Integer> open(FoundFiles found) {
      return number -> {
        Path file = found.find(files.get(number.intValue()));
        try (InputStream in = Files.newInputStream(file)) {
          return in.read();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      };
    }
  }

  private static Map<BigInteger, Integer> firstBytes(SentFile... files)
      throws InterruptedException {
    Map<BigInteger, Integer> found = new HashMap<>();
    runner.run(
        new FirstBytes(List.of(files)),
        List.of(new NumberRange(BigInteger.ZERO, files.length)),
        found::put);
    return found;
  }

  @Test
  void filesOfOneNameTravelApart(@TempDir Path folder) throws IOException, InterruptedException {
    Path a = Files.createDirectory(folder.resolve("a")).resolve("images");
    Path b = Files.createDirectory(folder.resolve("b")).resolve("images");
    SentFile first = SentFile.of(Files.writeString(a, "A"));
    SentFile second = SentFile.of(Files.writeString(b, "B"));
    assertThat(firstBytes(first, second))
        .isEqualTo(Map.of(BigInteger.ZERO, (int) 'A', BigInteger.ONE, (int) 'B'));
    // It is sent already, and what its path holds now is another file.
    Files.writeString(Files.createFile(folder.resolve("new")), "C");
    Files.move(folder.resolve("new"), a, StandardCopyOption.REPLACE_EXISTING);
    assertThat(firstBytes(first)).isEqualTo(Map.of(BigInteger.ZERO, (int) 'A'));
  }

  @Test
  void aFileThatChangedSinceItWasReadIsRefused(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("images");
    SentFile file = SentFile.of(Files.writeString(path, "as it was"));
    Files.writeString(path, "as it is");
    assertThatThrownBy(() -> firstBytes(file))
        .isInstanceOf(WorkFailedException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining("expected " + file.sha256());
  }

  @Test
  void aWorkerThatCannotReadItsTaskIsToldFromOneThatFails() {
    assertThat(
            FailureWords.unlike(
                new IllegalStateException(
                    "Lost task 0.3: java.lang.UnsupportedClassVersionError: convspectrum/A")))
        .hasValueSatisfying(words -> assertThat(words).contains("expected Java "));
    assertThat(
            FailureWords.unlike(
                new IllegalStateException(
                    "Lost task: java.lang.ClassNotFoundException: convspectrum.spark.TaskBody")))
        .hasValueSatisfying(words -> assertThat(words).contains("can fetch convspectrum.jar"));
    IllegalStateException other = new IllegalStateException("\n Lost task: out of memory\n\tat x");
    assertThat(FailureWords.unlike(other)).isEmpty();
    assertThat(FailureWords.of(other)).isEqualTo("Lost task: out of memory");
    assertThat(
            FailureWords.first(
                "Unable to create executor due to /tmp/spark-116d2460-dc8c-40be/executor-cc496023-b200/x_cache -> ./a.jar: No space left on device\n"))
        .isEqualTo("Unable to create executor due to … -> ./a.jar: No space left on device");
  }

  @Test
  void aMasterThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> provider().start(request("spark://localhost:1")))
        .isInstanceOf(NoClusterException.class)
        .hasMessageContaining("no Spark master answers there (localhost:1: ")
        .hasMessageContaining("nothing was computed");
  }
}
