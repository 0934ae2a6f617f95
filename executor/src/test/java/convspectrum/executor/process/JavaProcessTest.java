package convspectrum.executor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaProcessTest {
  /** What the other process runs. */
  static final class Greeting {
    private Greeting() {}

    /** Greets on standard output, and complains on standard error. */
    public static void main(String[] arguments) {
      System.out.print("hello " + arguments[0] + System.getProperty("mood"));
      System.err.println("WARNING: Using incubator modules: some");
      System.err.println("a complaint");
      System.err.println();
      System.exit(5);
    }
  }

  @Test
  void itRunsTheClassesOfThisProcess() throws IOException, InterruptedException {
    Process process =
        JavaProcess.start(List.of("-Dmood=!"), Greeting.class.getName(), List.of("wide world"));
    LastWords words = new LastWords(process);
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("hello wide world!");
    assertThat(process.waitFor()).isEqualTo(5);
    assertThat(words.afterEnd()).hasValue("a complaint");
  }

  /** Java says that an archive of classes is missing, as other things that are not there. */
  @Test
  void whatJavaLogsIsNoAnswer() throws IOException, InterruptedException {
    Process process =
        JavaProcess.start(
            List.of("-Dmood=!", "-XX:SharedArchiveFile=/no/such.jsa"),
            Greeting.class.getName(),
            List.of("world"));
    LastWords words = new LastWords(process);
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("hello world!");
    assertThat(process.waitFor()).isEqualTo(5);
    assertThat(words.afterEnd()).hasValue("a complaint");
  }

  @Test
  void anOptionThatThereIsNotIsTheLastWord() throws IOException, InterruptedException {
    Process process =
        JavaProcess.start(List.of("-XX:+NoSuchThing"), Greeting.class.getName(), List.of());
    LastWords words = new LastWords(process);
    assertThat(process.waitFor()).isNotZero();
    assertThat(words.afterEnd()).hasValue("Unrecognized VM option 'NoSuchThing'");
  }

  @Test
  void whatTheEnvironmentSaysToJava() {
    assertThat(JavaProcess.environmentOptions(Map.of("JAVA_TOOL_OPTIONS", "  ", "PATH", "/bin")))
        .isEmpty();
    assertThat(
            JavaProcess.environmentOptions(
                Map.of(
                    "JAVA_TOOL_OPTIONS",
                    " -XX:UseAVX=2   -Xint",
                    "CONVSPECTRUM_JAVA_OPTS",
                    "-Xmx1g")))
        .isEqualTo("CONVSPECTRUM_JAVA_OPTS=-Xmx1g\nJAVA_TOOL_OPTIONS=-XX:UseAVX=2 -Xint");
  }

  @Test
  void theSerialCollectorStandsInForNone() {
    assertThat(JavaProcess.command(List.of("-Da"), "Main", List.of("b")))
        .contains("-XX:+UseSerialGC", "-Xmx" + Runtime.getRuntime().maxMemory())
        .endsWith("Main", "b");
    assertThat(JavaProcess.command(List.of("-XX:+UseG1GC"), "Main", List.of()))
        .contains("-XX:+UseG1GC")
        .doesNotContain("-XX:+UseSerialGC");
  }

  @Test
  void theUsersOptionsComeLastAndTheirCollectorCounts() {
    assertThat(JavaProcess.options(List.of("-Da=1"), user("  -Da=2\t-Db='c\n-XX:UseAVX=2 ")))
        .contains("-XX:+UseSerialGC")
        .endsWith("-Da=1", "-Da=2", "-Db='c", "-XX:UseAVX=2");
    assertThat(JavaProcess.options(List.of("-XX:+UseG1GC", "-Da=1"), user("-XX:+UseZGC")))
        .doesNotContain("-XX:+UseG1GC", "-XX:+UseSerialGC")
        .endsWith("-Da=1", "-XX:+UseZGC");
    assertThat(JavaProcess.options(List.of("-Da=1"), user(" "))).endsWith("-Da=1");
  }

  private static Map<String, String> user(String options) {
    return Map.of(JavaProcess.OPTIONS, options);
  }

  /** Java reads these itself, and refuses two collectors. */
  @Test
  void aCollectorThatJavaIsToldElsewhereCounts() {
    for (String name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
      assertThat(
              JavaProcess.options(
                  List.of("-XX:+UseG1GC", "-Da=1"), Map.of(name, "-Db -XX:+UseZGC")))
          .as(name)
          .doesNotContain("-XX:+UseG1GC", "-XX:+UseSerialGC", "-XX:+UseZGC", "-Db")
          .endsWith("-Da=1");
    }
  }

  /** Starts another process in turn, which tells its mood. */
  static final class Asking {
    private Asking() {}

    /** Prints what the other printed. */
    public static void main(String[] arguments) throws IOException {
      Process process = JavaProcess.start(List.of(), Greeting.class.getName(), List.of("you"));
      System.out.print(System.getProperty("mood"));
      process.getInputStream().transferTo(System.out);
    }
  }

  @Test
  void theUsersOptionsReachProcessesOfProcesses() throws IOException {
    ProcessBuilder builder =
        JavaProcess.builder(List.of("-Dmood=?"), Asking.class.getName(), List.of());
    builder.environment().put(JavaProcess.OPTIONS, "-Xshare:auto -Dmood=!");
    Process process = builder.start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .as("options of this process's environment, of the other's for the third")
        .isEqualTo("?hello you!");
  }
}
