package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.process.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line as it is started by a user, without the Vector API. */
final class VectorProcessTest {
  @TempDir private Path folder;

  private ProcessBuilder command(String... arguments) {
    return JavaProcess.builder(List.of(), Main.class.getName(), List.of(arguments));
  }

  private Ran run(String... arguments) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    Process process = command(arguments).redirectError(errors.toFile()).start();
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

  /** What is asked to end passes that on, and waits. */
  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void noProcessIsLeftBehind() throws IOException, InterruptedException {
    Process process =
        command("proxies", "score", "zoo:resnet-50", "--seeds=1000")
            .redirectErrorStream(true)
            .start();
    while (process.isAlive() && process.descendants().findAny().isEmpty()) {
      Thread.onSpinWait();
    }
    List<ProcessHandle> others = process.descendants().toList();
    assertThat(others).as("processes that it started").isNotEmpty();
    process.destroy();
    assertThat(process.waitFor()).isNotZero();
    assertThat(others).noneMatch(ProcessHandle::isAlive);
  }
}
