package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script, with a JDK whose {@code java} prints its arguments line by line. */
final class LauncherTest {
  private static final Path BASH = Path.of("/bin/bash");

  /** Variables that Java takes options from, which whoever runs the tests may have set. */
  private static final List<String> OPTIONS_OF_JAVA =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  @TempDir private Path folder;

  @BeforeEach
  void makeARepositoryThatIsBuilt() throws IOException {
    assumeTrue(Files.isExecutable(BASH), "no bash");
    Files.copy(Repository.ROOT.resolve("convspectrum"), folder.resolve("convspectrum"));
    Files.createFile(folder.resolve("pom.xml"));
    for (String module : modules()) {
      Files.createDirectories(folder.resolve(module).resolve("src/main"));
      Files.createFile(folder.resolve(module).resolve("pom.xml"));
    }
    Files.createDirectories(folder.resolve("cli/target"));
    Files.createFile(folder.resolve("cli/target/convspectrum.jar"));
  }

  /** The modules of the root pom whose code is in the jar. */
  private static List<String> modules() throws IOException {
    String pom = Files.readString(Repository.ROOT.resolve("pom.xml"));
    return Pattern.compile("<module>(.+)</module>")
        .matcher(pom)
        .results()
        .map(module -> module.group(1))
        .filter(module ->
            !List.of("api", "bench", "release").contains(module) && !module.startsWith("spark"))
        .toList();
  }

  private Path jdk(String version) throws IOException {
    Path jdk = folder.resolve("jdk");
    executable(jdk.resolve("bin/java"), "printf '%s\\n' \"$@\"");
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }

  private static void executable(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Ran run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(BASH.toString(), "convspectrum"));
    words.addAll(List.of(arguments));
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectError(errors.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name ->
            name.startsWith("CONVSPECTRUM_")
                || name.startsWith("SPARK_")
                || OPTIONS_OF_JAVA.contains(name));
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out, Files.readString(errors));
  }

  /** A module that the launcher does not look at would be run from a jar that is out of date. */
  @Test
  void aNewerSourceInAnyModuleIsBuilt() throws IOException, InterruptedException {
    executable(folder.resolve("bin/mvn"), "exit 1");
    Map<String, String> environment = ownCommands();
    assertThat(run(environment, "zoo").code()).isZero();
    assertThat(modules()).hasSizeGreaterThan(6);
    for (String module : modules()) {
      Path source = folder.resolve(module).resolve("src/main/New.java");
      Files.createFile(source);
      Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
      Ran ran = run(environment, "zoo");
      assertThat(ran.code()).as(module).isEqualTo(1);
      assertThat(ran.err()).as(module).contains("sources are newer than the last build");
      Files.delete(source);
    }
  }

  @Test
  void aBuildShowsWhatItDoes() throws IOException, InterruptedException {
    executable(
        folder.resolve("bin/mvn"),
        """
        echo 'Downloaded from central: https://repo.example/a.jar (1 kB at 2 kB/s)'
        echo '[INFO] Building convspectrum spec 0.1.0-SNAPSHOT                        [2/9]'
        echo '[INFO] --- compiler:3.14.1:compile (default-compile) @ spec ---'
        echo '[INFO] Building convspectrum cli 0.1.0-SNAPSHOT                         [9/9]'
        echo '[INFO] --- shade:3.6.0:shade (default) @ cli ---'
        echo "$@" >arguments
        touch cli/target/convspectrum.jar\
        """);
    Files.delete(folder.resolve("cli/target/convspectrum.jar"));
    Ran ran = run(ownCommands(), "zoo");
    assertThat(ran.code()).isZero();
    assertThat(ran.err().lines().map(line -> line.replaceAll("[0-9]+ s", "0 s")))
        .startsWith(
            "convspectrum: first use: building with Maven and the JDK in "
                + folder.resolve("jdk")
                + " (a minute or two, once)",
            "convspectrum:   downloading libraries, once (1 files, 0 s)",
            "convspectrum:   2 of 9: convspectrum spec (0 s)",
            "convspectrum:   9 of 9: convspectrum cli (0 s)",
            "convspectrum:   packaging (0 s)")
        .endsWith("convspectrum: ready after 0 s");
    assertThat(Files.readString(folder.resolve("arguments"))).contains("-Dlint.skip");
    assertThat(Files.readString(folder.resolve("cli/target/build.log")))
        .contains("compiler:3.14.1");
  }

  /** As a service or a container starts it: no HOME, no locale. */
  @Test
  void itNeedsNoHomeAndReadsNamesOfAnyLanguage() throws IOException, InterruptedException {
    executable(folder.resolve("jdk/bin/java"), "echo \"$LC_ALL $ORT_DISABLE_TELEMETRY $*\"");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    for (String locale : List.of("", "C", "POSIX", "xx_YY.UTF-8")) { // the last is not installed
      Process process =
          new ProcessBuilder(
                  "/usr/bin/env",
                  "-i",
                  "PATH=/usr/bin:/bin",
                  "LANG=" + locale,
                  "CONVSPECTRUM_JAVA_HOME=" + folder.resolve("jdk"),
                  BASH.toString(),
                  "convspectrum",
                  "zoo")
              .directory(folder.toFile())
              .redirectError(folder.resolve("errors").toFile())
              .start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      assertThat(out).startsWith("C.UTF-8 1 ").endsWith(" zoo\n");
      assertThat(folder.resolve("errors"))
          .content()
          .contains("is 25.0.1")
          .doesNotContain("unbound");
    }
  }

  /** Java would give the number of a closed stream to the next file that it opens. */
  @Test
  void streamsThatAreClosedAreReplaced() throws IOException, InterruptedException {
    executable(folder.resolve("jdk/bin/java"), "echo lost || exit 7");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.3\"\n");
    Process process =
        new ProcessBuilder(
                BASH.toString(),
                "-c",
                "CONVSPECTRUM_JAVA_HOME=$PWD/jdk ./convspectrum zoo <&- >&- 2>&-")
            .directory(folder.toFile())
            .start();
    assertThat(process.waitFor()).isEqualTo(7);
  }

  /** Spark is no part of the program: its jars are looked for only where work goes to it. */
  @Test
  void theJarsOfSparkAreFoundOrAskedFor() throws IOException, InterruptedException {
    String jdk = jdk("25.0.3").toString();
    Ran without = run(Map.of("CONVSPECTRUM_JAVA_HOME", jdk), "cost", "a.yaml", "--on", "local[2]");
    assertThat(without.code()).isEqualTo(2);
    assertThat(without.err())
        .contains("--on: found no jars of Apache Spark 4.2")
        .contains("SPARK_HOME=FOLDER", "CONVSPECTRUM_SPARK_JARS=FOLDER", "-Pspark-jars");

    Path jars = Files.createDirectory(folder.resolve("jars"));
    Files.createFile(jars.resolve("spark-core_2.13-4.2.0.jar"));
    Files.createDirectories(folder.resolve("spark/target"));
    Files.createFile(folder.resolve("spark/target/convspectrum-spark.jar"));
    for (String variable : List.of("CONVSPECTRUM_SPARK_JARS=jars", "SPARK_HOME=.")) {
      Ran with =
          run(
              Map.of(
                  "CONVSPECTRUM_JAVA_HOME",
                  jdk,
                  variable.split("=")[0],
                  folder.resolve(variable.split("=")[1]).toString()),
              "cost",
              "--on=local[2]");
      Path home = folder.toRealPath();
      assertThat(with.err()).isEmpty();
      assertThat(with.out().lines())
          .containsSequence(
              "-cp",
              "%s/cli/target/convspectrum.jar:%1$s/spark/target/convspectrum-spark.jar:%1$s/jars/*"
                  .formatted(home),
              "convspectrum.cli.Main",
              "cost",
              "--on=local[2]")
          .doesNotContain("-XX:TieredStopAtLevel=1");
    }
  }

  @Test
  void theUsersOptionsAreWords() throws IOException, InterruptedException {
    Ran ran =
        run(
            Map.of(
                "CONVSPECTRUM_JAVA_HOME",
                jdk("25.0.3").toString(),
                "CONVSPECTRUM_JAVA_OPTS",
                " -Dall=*  -Xmx1g\t-Dq='a\n-XX:UseAVX=2 "),
            "cost",
            "a b.yaml",
            "*");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().lines())
        .contains("-XX:+UseSerialGC")
        .containsSequence("-Dall=*", "-Xmx1g", "-Dq='a", "-XX:UseAVX=2")
        .endsWith(
            "-jar",
            folder.toRealPath().resolve("cli/target/convspectrum.jar").toString(),
            "cost",
            "a b.yaml",
            "*");
  }

  @Test
  void theUsersCollectorCounts() throws IOException, InterruptedException {
    Ran ran =
        run(
            Map.of(
                "CONVSPECTRUM_JAVA_HOME",
                jdk("25.0.3").toString(),
                "CONVSPECTRUM_JAVA_OPTS",
                "-XX:+UseParallelGC"),
            "zoo");
    assertThat(ran.out().lines()).contains("-XX:+UseParallelGC").doesNotContain("-XX:+UseSerialGC");
    for (String ofJava : OPTIONS_OF_JAVA) {
      Map<String, String> environment =
          Map.of("CONVSPECTRUM_JAVA_HOME", jdk("25.0.3").toString(), ofJava, "-Da -XX:+UseZGC");
      assertThat(run(environment, "zoo").out().lines())
          .as(ofJava)
          .contains("zoo")
          .doesNotContain("-XX:+UseSerialGC");
    }
  }

  /** Java would end with a stack trace. */
  @Test
  void aWorkingFolderThatIsGoneIsSaid() throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    Path launcher = folder.resolve("convspectrum");
    Process process =
        new ProcessBuilder(
                BASH.toString(),
                "-c",
                "mkdir gone && cd gone && rmdir ../gone && '" + launcher + "' zoo")
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(errors)
        .content()
        .contains("convspectrum: the folder that this shell is in has been");
  }

  /** Java would warn of it; the command line starts another process where it is needed. */
  @Test
  void noCommandIsGivenTheIncubatorModule() throws IOException, InterruptedException {
    Map<String, String> environment = Map.of("CONVSPECTRUM_JAVA_HOME", jdk("25.0.3").toString());
    for (String command : List.of("proxies", "search", "run", "explore", "cost")) {
      assertThat(run(environment, command, "--runtime", "vector").out())
          .doesNotContain("incubator")
          .contains("\n" + command + "\n");
    }
  }

  @Test
  void anOldJdkIsSaidToDamageDataOnce() throws IOException, InterruptedException {
    for (String version : List.of("25", "25.0.1", "25.0.2")) {
      Map<String, String> environment = Map.of("CONVSPECTRUM_JAVA_HOME", jdk(version).toString());
      assertThat(run(environment, "zoo").err())
          .as(version)
          .contains("/jdk is " + version + ". Before 25.0.3 its G1 collector", "JDK-8377811");
      assertThat(run(environment, "zoo")).matches(ran -> ran.code() == 0 && ran.err().isEmpty());
    }
    for (String version : List.of("25.0.3", "25.0.10", "25.1")) {
      Map<String, String> environment = Map.of("CONVSPECTRUM_JAVA_HOME", jdk(version).toString());
      assertThat(run(environment, "zoo").err()).as(version).isEmpty();
    }
  }

  @Test
  void withoutAJdkItSaysHowToGetOne() throws IOException, InterruptedException {
    // No file is found to be that of a JDK 25.
    executable(folder.resolve("bin/grep"), "exit 1");
    Ran ran = run(Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH")), "zoo");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("no JDK 25 found", "apt install openjdk-25-jdk", "dnf install java-25-openjdk")
        .contains("brew install --cask temurin@25", "CONVSPECTRUM_JAVA_HOME=");
  }

  /** In a release nothing is looked for and nothing is built, whatever else is installed. */
  @Test
  void aReleaseRunsOnItsOwnJava() throws IOException, InterruptedException {
    executable(folder.resolve("bin/mvn"), "echo built >&2");
    executable(folder.resolve("runtime/bin/java"), "echo of the release; printf '%s\\n' \"$@\"");
    Files.writeString(folder.resolve("runtime/release"), "JAVA_VERSION=\"25.0.3\"\n");
    Files.createDirectories(folder.resolve("lib"));
    Files.createFile(folder.resolve("lib/convspectrum.jar"));
    Files.delete(folder.resolve("pom.xml"));
    Files.delete(folder.resolve("cli/target/convspectrum.jar"));
    Ran ran = run(ownCommands(), "zoo");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("of the release\n")
        .contains("\n" + folder.toRealPath().resolve("lib/convspectrum.jar") + "\nzoo\n")
        .doesNotContain("AOTCache");
    Files.createFile(folder.resolve("lib/convspectrum.aot"));
    assertThat(run(Map.of(), "zoo").out())
        .contains("-XX:AOTCache=" + folder.toRealPath().resolve("lib/convspectrum.aot"));
  }

  /** Spark is in no release, but what reaches it is. */
  @Test
  void aReleaseReachesSparkWithItsOwnPart() throws IOException, InterruptedException {
    executable(folder.resolve("runtime/bin/java"), "printf '%s\\n' \"$@\"");
    Files.writeString(folder.resolve("runtime/release"), "JAVA_VERSION=\"25.0.3\"\n");
    Files.createDirectories(folder.resolve("lib"));
    Files.createFile(folder.resolve("lib/convspectrum.jar"));
    Path part = Files.createFile(folder.resolve("lib/convspectrum-spark.jar")).toRealPath();
    Files.delete(folder.resolve("pom.xml"));
    Files.delete(folder.resolve("cli/target/convspectrum.jar"));
    String[] command = {"cost", "a.yaml", "--on", "local[2]"};
    Ran without = run(Map.of("SPARK_HOME", folder.toString()), command);
    assertThat(without.code()).isEqualTo(2);
    assertThat(without.err()).contains("--on: found no jars of Apache Spark").doesNotContain("mvn");
    Path jars = Files.createDirectories(folder.resolve("jars")).toRealPath();
    Files.createFile(jars.resolve("spark-core_2.13-4.2.0.jar"));
    assertThat(run(Map.of("SPARK_HOME", folder.toString()), command).out())
        .contains(":" + part + ":" + jars + "/*\n");
  }

  @Test
  void aCacheThatCannotBeMadeIsSaid() throws IOException, InterruptedException {
    Map<String, String> environment = Map.of("CONVSPECTRUM_JAVA_HOME", jdk("25.0.3").toString());
    Ran ran = run(environment, "--make-cache");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("no cache was made");
    Files.createDirectory(folder.resolve("cli/target/convspectrum.aot")); // which no file replaces
    Ran taken = run(environment, "--make-cache");
    assertThat(taken.code()).isEqualTo(1);
    assertThat(taken.err())
        .contains("cli/target cannot be written", "no cache was made")
        .doesNotContain("rm:");
    assertThat(run(environment, "--print-jdk").out()).isEqualTo(folder.resolve("jdk") + "\n");
  }

  /** A JDK, and the commands of the test before those of the system. */
  private Map<String, String> ownCommands() throws IOException {
    return Map.of(
        "CONVSPECTRUM_JAVA_HOME",
        jdk("25.0.3").toString(),
        "PATH",
        folder.resolve("bin") + ":" + System.getenv("PATH"));
  }
}
