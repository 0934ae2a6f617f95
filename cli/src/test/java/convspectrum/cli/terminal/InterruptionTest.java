package convspectrum.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.cli.Main;
import convspectrum.cli.Ran;
import convspectrum.cli.Repository;
import convspectrum.cli.Specs;
import convspectrum.executor.process.JavaProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C as a user types it: in a terminal, while the progress bar is shown. */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
final class InterruptionTest {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final byte[] CTRL_C = {3};

  private final List<Process> started = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;

  /** Tests may themselves be started with the signal ignored, which is inherited. */
  private static final List<String> HEEDING = List.of("env", "--default-signal=INT");

  @BeforeEach
  void needsATerminal() throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(SCRIPT), "skipped: no 'script', which makes a pseudo-terminal, here");
    Process heeding =
        new ProcessBuilder(Stream.concat(HEEDING.stream(), Stream.of("true")).toList())
            .redirectErrorStream(true)
            .start();
    assumeTrue(heeding.waitFor() == 0, "skipped: no 'env --default-signal' here");
  }

  /** Nothing runs on where a test failed. */
  @AfterEach
  void endsWhatItStarted() {
    started.forEach(process -> {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    });
  }

  /** A command in a terminal; what it shows is read as it comes. */
  private record InTerminal(Process process, StringBuilder shown) {
    /** Reads until this pattern is shown. */
    void await(String text) throws IOException {
      InputStream in = process.getInputStream();
      byte[] buffer = new byte[4096];
      Pattern pattern = Pattern.compile(text);
      while (!pattern.matcher(shown).find()) {
        int count = in.read(buffer);
        assertThat(count).as("'%s' is shown; found: %s", text, shown).isPositive();
        shown.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
      }
    }

    void interrupt() throws IOException {
      OutputStream keyboard = process.getOutputStream();
      keyboard.write(CTRL_C);
      keyboard.flush();
    }

    int code() throws IOException, InterruptedException {
      shown.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      return process.waitFor();
    }
  }

  private InTerminal start(String... words) throws IOException {
    // exec: the terminal's Ctrl-C is for the command, and no shell stands between.
    String command =
        "exec "
            + Stream.concat(
                    HEEDING.stream(),
                    JavaProcess.builder(List.of(), Main.class.getName(), List.of(words))
                        .command()
                        .stream())
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
    ProcessBuilder builder =
        new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null")
            .redirectErrorStream(true)
            .directory(folder.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().put("COLUMNS", "200");
    Process process = builder.start();
    started.add(process);
    return new InTerminal(process, new StringBuilder());
  }

  @Test
  void exploreKeepsWhatItMeasured() throws IOException, InterruptedException {
    InTerminal explore =
        start(
            "explore",
            Specs.tiny(folder).toString(),
            "--runtime=onnxruntime",
            "--budget=120s",
            "--precision=0.1%",
            "--out=" + folder.resolve("out"));
    explore.await("timing onnxruntime +[1-9][0-9]?% ");
    explore.interrupt();
    assertThat(explore.code()).as(explore.shown().toString()).isEqualTo(130);
    assertThat(explore.shown()).contains("interrupted: ending what runs");
    assertThat(folder.resolve("out/report.html")).isNotEmptyFile();
    assertThat(folder.resolve("out/comparison.csv")).content().contains("segments=8");
  }

  @Test
  void measureShowsWhatItMeasured() throws IOException, InterruptedException {
    InTerminal measure =
        start(
            "measure",
            Specs.tiny(folder).toString(),
            Repository.example("inception.yaml"),
            "--runtime=onnxruntime",
            "--budget=120s",
            "--precision=0.1%");
    measure.await("timing onnxruntime +[1-9][0-9]?% ");
    measure.interrupt();
    assertThat(measure.code()).as(measure.shown().toString()).isEqualTo(130);
    assertThat(measure.shown()).contains("Latency", "(ms)").contains("onnxruntime: interrupted");
  }

  @Test
  void measuringLayersShowsTheProfilesUntilThen() throws IOException, InterruptedException {
    InTerminal measure =
        start(
            "measure",
            Repository.example("inception.yaml"),
            "--by=layer",
            "--runtime=onnxruntime,reference");
    measure.await("profiling onnxruntime");
    measure.interrupt();
    assertThat(measure.code()).as(measure.shown().toString()).isEqualTo(130);
    assertThat(measure.shown())
        .contains("interrupted: 1 of 2 runtimes profiled, the last by medians of ")
        .contains("where the time goes")
        .doesNotContain("profiling reference");
  }

  @Test
  void scoringShowsTheScoresUntilThen() throws IOException, InterruptedException {
    InTerminal score =
        start(
            "proxies",
            "score",
            Repository.example("inception.yaml"),
            "--proxies=naswot,synflow",
            "--seeds=1000");
    score.await("scoring +[1-9][0-9]?% ");
    score.interrupt();
    assertThat(score.code()).as(score.shown().toString()).isEqualTo(130);
    assertThat(score.shown())
        .containsPattern("interrupted: 1 of 1 models scored, the last with [0-9]+ of 1000 seeds")
        .containsPattern("naswot .*[0-9]")
        .doesNotContain("before it was scored");
  }

  @Test
  void scoresOfASpaceGoOnFromTheirJournal() throws IOException, InterruptedException {
    Path journal = folder.resolve("scores.journal");
    InTerminal score =
        start(
            "proxies",
            "score",
            Repository.example("nasbench201.yaml"),
            "--sweep=op_1_0,op_2_0,op_2_1,op_3_0",
            "--proxies=synflow",
            "--batch=64",
            "--journal=" + journal,
            "--out=" + folder.resolve("scores.csv"));
    score.await("scoring +[1-9][0-9]?% ");
    score.interrupt();
    assertThat(score.code()).as(score.shown().toString()).isEqualTo(130);
    assertThat(score.shown())
        .containsPattern(
            "interrupted: [0-9]+ of 625 designs were scored; the same command goes on");
    assertThat(folder.resolve("scores.csv")).doesNotExist();
    assertThat(Ran.done("journal", "export", journal.toString(), "--format=csv").out().lines())
        .hasSizeGreaterThan(5);
  }

  @Test
  void exploringKeepsTheScoresUntilThen() throws IOException, InterruptedException {
    InTerminal explore =
        start(
            "explore",
            Repository.example("spectrum.yaml"),
            "--no-measure",
            "--proxies=naswot,synflow",
            "--out=" + folder.resolve("out"));
    explore.await("scoring +[1-9][0-9]?% ");
    explore.interrupt();
    assertThat(explore.code()).as(explore.shown().toString()).isEqualTo(130);
    assertThat(explore.shown()).contains("interrupted before it was scored");
    assertThat(folder.resolve("out/report.html")).isNotEmptyFile();
    assertThat(folder.resolve("out/comparison.csv")).content().contains("segments=364");
  }

  @Test
  void aFileOfRowsIsThereAsAWholeOrNotAtAll() throws IOException, InterruptedException {
    InTerminal cost =
        start(
            "cost",
            Repository.example("nasbench201.yaml"),
            "--sweep=all",
            "--input=3,64,64",
            "--out=" + folder.resolve("costs.parquet"));
    cost.await("counting +[1-9][0-9]?% ");
    cost.interrupt();
    assertThat(cost.code()).as(cost.shown().toString()).isEqualTo(130);
    assertThat(cost.shown())
        .contains(" was not written; the same command")
        .doesNotContain("Exception");
    assertThat(folder).isEmptyDirectory();
  }

  /** A space of more designs than can be measured before the key is hit. */
  @Test
  void searchKeepsWhatItFound() throws IOException, InterruptedException {
    InTerminal search =
        start(
            "search",
            Repository.example("search-space.yaml"),
            "--objective=onnxruntime-latency,macs",
            "--strategy=random",
            "--out=" + folder.resolve("out"));
    search.await("evaluating +[1-9][0-9]?% ");
    search.interrupt();
    assertThat(search.code()).as(search.shown().toString()).isEqualTo(130);
    assertThat(search.shown()).contains("Interrupted: this is the result until then");
    assertThat(Files.readAllLines(folder.resolve("out/designs.csv"))).hasSizeGreaterThan(16);
    assertThat(folder.resolve("out/search.html")).isNotEmptyFile();
    assertThat(folder.resolve("out/search.json")).content().contains("\"partial\": true");
    assertThat(folder.resolve("out/search-space.journal")).isNotEmptyFile();
  }

  @Test
  void calibratingShowsTheRankingOfWhatItScored() throws IOException, InterruptedException {
    StringBuilder table = new StringBuilder("ops,accuracy\n");
    for (int i = 0; i < 400; i++) {
      String digits = Integer.toString(i, 5);
      table.append("0".repeat(6 - digits.length())).append(digits).append(',').append(i % 37);
      table.append('\n');
    }
    Path known = Files.writeString(folder.resolve("known.csv"), table);
    InTerminal calibrate =
        start(
            "proxies",
            "calibrate",
            Repository.example("nasbench201.yaml"),
            "--table=" + known,
            "--accuracy=accuracy",
            "--key=ops",
            "--digits=01234",
            "--sample=400",
            "--proxies=naswot,synflow,zen",
            "--journal=" + folder.resolve("scores.journal"));
    calibrate.await("scoring +[1-9][0-9]?% ");
    calibrate.interrupt();
    assertThat(calibrate.code()).as(calibrate.shown().toString()).isEqualTo(130);
    assertThat(calibrate.shown())
        .contains("of 400 networks were scored; the table is of these")
        .contains("naswot");
    assertThat(folder.resolve("scores.journal")).isNotEmptyFile();
  }

  /** A pass of the reference takes long, and `run` has no bar. */
  @Test
  void workWithoutABarSaysThatItGoesOn() throws IOException, InterruptedException {
    InTerminal run = start("run", "zoo:vgg-16", "--runtime=reference");
    run.await("run: working, [2-9] s since the start \\(Ctrl-C ends it\\)");
    run.interrupt();
    assertThat(run.code()).as(run.shown().toString()).isEqualTo(130);
  }

  /** It ends while the first one still waits for a pass of minutes, and before it gives that up. */
  @Test
  void theSecondEndsItAtOnce() throws IOException, InterruptedException {
    Path large =
        Files.writeString(
            folder.resolve("large.yaml"),
            "input: {channels: 256, height: 128, width: 128}\n"
                + "layers: [conv: {out: 1024, kernel: 5}]\n");
    InTerminal run = start("measure", large.toString(), "--runtime=reference", "--budget=600s");
    run.await("(checking|compiling for|warming up|timing) reference");
    run.interrupt();
    run.await("interrupted: ending");
    run.interrupt();
    assertThat(run.code()).as(run.shown().toString()).isEqualTo(130);
    assertThat(run.shown()).doesNotContain("Latency (ms)", "giving up");
  }
}
