package convspectrum.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import convspectrum.cli.Main;
import convspectrum.cli.Ran;
import convspectrum.cli.Repository;
import convspectrum.cli.Specs;
import convspectrum.executor.process.JavaProcess;
import convspectrum.formats.numpy.Npy;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line as it is started by a user, without the Vector API. */
final class VectorProcessTest {
  @TempDir private Path folder;

  private ProcessBuilder command(String... arguments) {
    ProcessBuilder builder =
        JavaProcess.builder(List.of(), Main.class.getName(), List.of(arguments));
    // Java says where it found options in these.
    builder
        .environment()
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    return builder;
  }

  private Ran run(String... arguments) throws IOException, InterruptedException {
    return run(command(arguments));
  }

  private Ran run(ProcessBuilder builder) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    Process process = builder.redirectError(errors.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out, Files.readString(errors));
  }

  @Test
  void aRunOnVectorsHasThemAndWarnsOfNothing() throws IOException, InterruptedException {
    Ran ran = run("run", Specs.tiny(folder).toString(), "--set=segments=8", "--runtime=vector");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("(vector java ", " bits, seed 1)");
    assertThat(ran.err()).startsWith("note: tiny leaves a parameter open").hasLineCount(1);
  }

  @Test
  void proxiesAndSearchesWarnOfNothing() throws IOException, InterruptedException {
    String tiny = Specs.tiny(folder).toString();
    Ran score = run("proxies", "score", tiny, "--proxies=synflow", "--format=csv", "--set=out=8");
    assertThat(score.code()).as(score.err()).isZero();
    assertThat(score.out()).contains("tiny,synflow,");
    assertThat(score.err()).startsWith("note: tiny leaves").hasLineCount(1);
    Ran search = run("search", tiny, "--objective=macs,synflow", "--journal=" + folder + "/j.db");
    assertThat(search.code()).as(search.err()).isZero();
    assertThat(search.err()).contains("designs evaluated").doesNotContain("WARNING");
  }

  @Test
  void theExitCodeAndWhatIsSaidAreTheOthers() throws IOException, InterruptedException {
    assertThat(run("run", folder.resolve("gone.yaml").toString(), "--runtime=vector"))
        .isEqualTo(Ran.of("run", folder.resolve("gone.yaml").toString(), "--runtime=vector"))
        .matches(ran -> ran.code() == 2);
    assertThat(run("proxies", "score", "--help").out()).startsWith("Usage: convspectrum proxies");
  }

  /**
   * A CPU without fused multiply-add, which is not emulated. The options reach the process through
   * the environment alone.
   */
  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void withoutFusedMultiplyAddItIsAsRightAndUsesNone() throws IOException, InterruptedException {
    String example = Repository.example("inception.yaml");
    Path expected = folder.resolve("reference.npy");
    Ran.done("run", example, "--runtime=reference", "--output=" + expected);
    Path actual = folder.resolve("vector.npy");
    Ran ran = runWithoutFma("run", example, "--runtime=vector", "--output=" + actual);
    assertThat(ran.code()).as(ran.err()).isZero();
    Tensor right = Npy.read(expected);
    assertThat(Npy.read(actual).data())
        .containsExactly(right.data(), offset(1e-4f * right.maxAbs()));
    assertThat(runWithoutFma("machine", "--no-measure").out())
        .containsAnyOf("multiply and add apart: no FMA instruction", "Java compiles no vectors");
    Ran score = runWithoutFma("proxies", "score", example, "--proxies=synflow", "--format=csv");
    assertThat(score.code()).as(score.err()).isZero();
    assertThat(score.out()).contains(",synflow,");
  }

  private Ran runWithoutFma(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = command(arguments);
    builder
        .environment()
        .put(JavaProcess.OPTIONS, "-XX:+IgnoreUnrecognizedVMOptions -XX:UseAVX=0 -XX:-UseFMA");
    return run(builder);
  }

  private static boolean isWorker(ProcessHandle process) {
    return process.info().arguments().stream()
        .flatMap(Stream::of)
        .anyMatch(word -> word.equals(Program.WORKER));
  }

  /** What is asked to end passes that on, waits, and tells what the other said to the last. */
  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void theOtherEndsFirstAndHasTheLastWord() throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    String[] words = {
      "explore",
      Specs.tiny(folder).toString(),
      "--proxies=synflow",
      "--runtime=vector",
      "--budget=60s",
      "--out=" + folder.resolve("out"),
    };
    Process process = command(words).redirectError(errors.toFile()).start();
    // It starts a third one, the worker, once it measures; another may find the peak before that.
    while (process.isAlive() && process.descendants().noneMatch(VectorProcessTest::isWorker)) {
      Thread.sleep(20);
    }
    List<ProcessHandle> others = process.descendants().toList();
    assertThat(others).as("processes that it started").hasSizeGreaterThan(1);
    process.toHandle().destroy();
    assertThat(process.waitFor()).isNotZero();
    assertThat(others).noneMatch(ProcessHandle::isAlive);
    assertThat(errors)
        .content()
        .contains("interrupted: ending what runs")
        .containsPattern("wrote .*comparison.csv")
        .doesNotContain("WARNING");
  }
}
