package convspectrum.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.executor.machine.Machine;
import convspectrum.search.history.ResultFile;
import convspectrum.search.history.RunResult;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program as users start it, on clusters whose executors are processes of their own. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class ClusterIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String SPACE = "examples/nasbench201.yaml";

  private static final Path HOME = Path.of("target/cluster").toAbsolutePath();

  /** What a command ended with. */
  private record Ended(int code, String out, String err) {}

  /** A folder as an installation of Spark has it, with links to the jars of Maven's repository. */
  @BeforeAll
  static void linkJars() throws IOException {
    Path list = Path.of("target/jars.txt");
    assumeTrue(Files.exists(list), "no list of Spark's jars: " + list.toAbsolutePath());
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
    Path jars = Files.createDirectories(HOME.resolve("jars"));
    for (String name : Files.readString(list).strip().split(File.pathSeparator, -1)) {
      Path jar = Path.of(name);
      Path link = jars.resolve(jar.getFileName());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, jar);
    }
  }

  private Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("/bin/bash", "./convspectrum"));
    words.addAll(List.of(arguments));
    Path out = Files.createTempFile(HOME, "out", ".txt");
    Path err = Files.createTempFile(HOME, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(ROOT.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("CONVSPECTRUM_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("CONVSPECTRUM_SPARK_JARS", HOME.resolve("jars").toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(15, TimeUnit.MINUTES)).as(String.join(" ", words)).isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** All that a command prints on standard output must be the same there. */
  private String same(String address, String... arguments)
      throws IOException, InterruptedException {
    Ended here = run(arguments);
    assertThat(here.code()).as(here.err()).isZero();
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of("--on", address));
    Ended there = run(words.toArray(String[]::new));
    assertThat(there.code()).as(there.err()).isZero();
    assertThat(there.out()).isEqualTo(here.out());
    assertThat(there.err()).doesNotContain("WARN", "Exception", "SLF4J");
    return here.out();
  }

  @Test
  void allCostsOfASpaceAreTheSameOnALocalCluster() throws IOException, InterruptedException {
    String costs = same("local-cluster[2,1,2048]", "cost", SPACE, "--sweep=all", "--format=csv");
    assertThat(costs.lines()).hasSize(15_626);
    assertThat(costs).startsWith("op_1_0,").contains("live_macs");
  }

  @Test
  void scoresAndSearchesAreTheSameOnAMasterWithTwoWorkers()
      throws IOException, InterruptedException {
    try (StandaloneCluster cluster = new StandaloneCluster(HOME, 2)) {
      String scores =
          same(
              cluster.address(),
              "proxies",
              "score",
              SPACE,
              "--sweep=op_1_0",
              "--proxies=naswot,synflow",
              "--batch=4",
              "--columns=model,proxy,score",
              "--format=csv");
      assertThat(scores.lines()).hasSize(1 + 5 * 2);
      String front =
          same(
              cluster.address(),
              "search",
              SPACE,
              "--objective=naswot,macs",
              "--strategy=random",
              "--budget=8",
              "--format=csv");
      assertThat(front.lines()).hasSizeGreaterThan(1);
      Path known =
          Files.writeString(
              HOME.resolve("known.csv"),
              "ops,accuracy\n000000,10\n123403,50\n333333,70\n123012,55\n");
      String ranks =
          same(
              cluster.address(),
              "proxies",
              "calibrate",
              SPACE,
              "--table=" + known,
              "--accuracy=accuracy",
              "--key=ops",
              "--digits=01234",
              "--sample=4",
              "--batch=4",
              "--proxies=synflow,naswot",
              "--columns=proxy,spearman,kendall",
              "--format=csv");
      assertThat(ranks.lines()).anyMatch(line -> line.startsWith("naswot,"));
    }
  }

  /** Sixty tasks, whose results come in any order. */
  @Test
  void aFileIsTheSameOnALocalCluster() throws IOException, InterruptedException {
    Path here = HOME.resolve("here.parquet");
    Path there = HOME.resolve("there.parquet");
    assertThat(run("cost", SPACE, "--sweep=all", "--out=" + here).code()).isZero();
    Ended ended =
        run("cost", SPACE, "--sweep=all", "--out=" + there, "--on=local-cluster[2,1,1024]");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(there).hasSameBinaryContentAs(here);
  }

  /** The database of a journal writes to a log too, and finds two of them beside Spark's jars. */
  @Test
  void scoresOfAClusterAreKeptAndTakenFromThere() throws IOException, InterruptedException {
    Path journal = HOME.resolve("kept.journal");
    Files.deleteIfExists(journal); // of an earlier build
    String[] score = {
      "proxies",
      "score",
      SPACE,
      "--sweep=op_1_0",
      "--proxies=synflow",
      "--batch=2",
      "--format=csv",
      "--journal=" + journal,
      "--on=local[2]"
    };
    Ended there = run(score);
    assertThat(there.code()).as(there.err()).isZero();
    assertThat(there.err()).doesNotContain("SLF4J");
    assertThat(there.out().lines()).hasSize(6);
    // With the times of the cluster: nothing was scored again.
    Ended here = run(Arrays.copyOf(score, score.length - 1));
    assertThat(here.out()).as(here.err()).isEqualTo(there.out());
  }

  @Test
  void somethingElseThatListensIsNoMaster() throws IOException, InterruptedException {
    try (ServerSocket silent = new ServerSocket(0)) {
      Ended ended =
          run(
              "cost",
              SPACE,
              "--sweep=op_1_0",
              "--out=" + HOME.resolve("never.csv"),
              "--on=spark://localhost:" + silent.getLocalPort());
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.err())
          .contains("expected a master of Spark 4.2; nothing was computed")
          .doesNotContain("\tat ");
      assertThat(HOME.resolve("never.csv")).doesNotExist();
    }
  }

  private static final String TINY =
      """
      name: tiny
      input: {channels: 1, height: 28, width: 28}
      parameters:
        segments: [1, 4]
      layers:
        - conv: {out: 8, kernel: 3, stride: 2, norm: batch, activation: relu}
        - segmented: {out: 16, kernel: 3, stride: 2, segments: $segments, norm: batch, activation: relu}
        - global-pool
        - flatten
        - linear: 10
      """;

  /** All but images_per_second, which is a time; the page, CSV and JSON of a report hold it too. */
  private static final String COLUMNS =
      "--columns=model,params,macs,seeds,test_accuracy,test_difference,validation_accuracy,train_accuracy,loss";

  /** All states, networks, curves and pictures of a folder, in hexadecimal digits. */
  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (name.matches("checkpoints/.*|.*\\.onnx|epochs\\.csv|.*\\.png")) {
          byte[] bytes = Files.readAllBytes(file);
          contents.put(name, HexFormat.of().formatHex(bytes));
        }
      }
    }
    return contents;
  }

  @Test
  void trainingsAreTheSameOnALocalCluster() throws IOException, InterruptedException {
    Path spec = Files.writeString(HOME.resolve("tiny.yaml"), TINY);
    Path here = Files.createTempDirectory(HOME, "here");
    Path there = Files.createTempDirectory(HOME, "there");
    List<String> words =
        List.of(
            "train",
            spec + "#segments=1",
            spec + "#segments=4",
            "--data=fashion-sample",
            "--epochs=1",
            "--batch=32",
            "--seeds=2",
            "--format=csv",
            COLUMNS);
    List<Ended> ended = new ArrayList<>();
    for (Path folder : List.of(here, there)) {
      List<String> command = new ArrayList<>(words);
      command.addAll(List.of("--out", folder.toString()));
      if (folder.equals(there)) {
        command.addAll(List.of("--on", "local-cluster[2,1,2048]"));
      }
      ended.add(run(command.toArray(String[]::new)));
      assertThat(ended.getLast().code()).as(ended.getLast().err()).isZero();
    }
    assertThat(ended.get(1).out()).isEqualTo(ended.get(0).out());
    assertThat(ended.get(0).out().lines()).hasSize(3);
    assertThat(ended.get(1).err()).doesNotContain("WARN", "Exception", "SLF4J");
    Map<String, String> files = contents(here);
    assertThat(contents(there)).isEqualTo(files);
    assertThat(files.keySet())
        .contains("checkpoints/01-seed1.state", "tiny-segments=4-seed2.onnx", "epochs.csv")
        .hasSizeGreaterThan(2 * 4);
  }

  /** On one of them ONNX Runtime does not find its libraries. */
  @Test
  void eachKindOfMachineMeasuresAndALibraryThatIsMissingOnOneIsNamed()
      throws IOException, InterruptedException {
    Path folder = HOME.resolve("measured");
    List<Map<String, String>> environments =
        List.of(
            Map.of(),
            Map.of("CONVSPECTRUM_JAVA_OPTS", "-Donnxruntime.native.path=/no/such/folder"));
    Ended ended;
    try (StandaloneCluster cluster = new StandaloneCluster(HOME, environments)) {
      ended =
          run(
              "measure",
              "examples/mobilenet-block.yaml",
              "--runtime=onnxruntime,vector",
              "--budget=1s",
              "--out=" + folder,
              "--on=" + cluster.address());
    }
    assertThat(ended.code()).as(ended.err()).isEqualTo(1);
    assertThat(ended.out())
        .containsPattern("\\): onnxruntime: nothing was timed: .*libonnxruntime")
        .containsPattern("\\) measured\\.");
    assertThat(ended.err()).doesNotContain("Exception in", "\tat ", "SLF4J");
    List<RunResult> results = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).toList()) {
        results.add(ResultFile.read(file));
      }
    }
    assertThat(results).hasSize(2);
    for (RunResult result : results) {
      assertThat(result.machine()).isEqualTo(Machine.read().fingerprint());
      assertThat(result.command()).isEqualTo("measure");
      RunResult.OnRuntime vector = result.runtime("vector").orElseThrow();
      assertThat(vector.protocol()).startsWith("quick: budget 1.00 s");
      assertThat(vector.designs())
          .singleElement()
          .satisfies(design -> assertThat(design.samples()).isNotEmpty());
    }
    assertThat(
            results.stream()
                .filter(result ->
                    result.runtime("onnxruntime").stream()
                        .anyMatch(one -> !one.designs().isEmpty())))
        .hasSize(1);
    assertThat(folder.resolve("leaderboard.html")).isRegularFile();
  }

  @Test
  void aMasterThatIsNotThereEndsTheCommandWithItsName() throws IOException, InterruptedException {
    Ended ended = run("cost", SPACE, "--sweep=all", "--on=spark://localhost:1");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("no Spark master answers there").doesNotContain("\tat ");
  }
}
