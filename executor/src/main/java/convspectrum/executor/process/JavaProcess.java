package convspectrum.executor.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts Java processes that run classes of this process's class path. */
public final class JavaProcess {
  /**
   * The environment variable with the user's options for every Java virtual machine of this tool:
   * words separated by blanks, without quotes. The launcher reads it for the first one.
   */
  public static final String OPTIONS = "CONVSPECTRUM_JAVA_OPTS";

  /** Where Java itself takes options from, which it adds to those of the command line. */
  private static final List<String> READ_BY_JAVA =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final Pattern BLANKS = Pattern.compile("[ \t\n]+");
  private static final Pattern COLLECTOR =
      Pattern.compile("-XX:\\+Use(Epsilon|G1|Parallel|Serial|Shenandoah|Z)GC");

  private JavaProcess() {}

  /**
   * Starts a process with this process's working folder, environment and heap limit.
   *
   * @param options options of its virtual machine
   * @param environment variables that it has unless the user has set them
   * @param main its main class
   * @param arguments arguments of that class
   */
  public static Process start(
      List<String> options, Map<String, String> environment, String main, List<String> arguments)
      throws IOException {
    ProcessBuilder builder = builder(options, main, arguments);
    environment.forEach(builder.environment()::putIfAbsent);
    return builder.start();
  }

  /**
   * Starts a process with this process's working folder, environment and heap limit.
   *
   * @param options options of its virtual machine
   * @param main its main class
   * @param arguments arguments of that class
   */
  public static Process start(List<String> options, String main, List<String> arguments)
      throws IOException {
    return builder(options, main, arguments).start();
  }

  /** Returns the same process, not yet started. */
  public static ProcessBuilder builder(List<String> options, String main, List<String> arguments) {
    ProcessBuilder builder = new ProcessBuilder(command(options, main, arguments));
    // Not an argument: ONNX Runtime 1.29 crashes if the command line is longer than 4 KiB.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put(Telemetry.VARIABLE, Telemetry.DISABLED);
    return builder;
  }

  /** Returns the words of the command line. */
  static List<String> command(List<String> options, String main, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options(options));
    words.add(main);
    words.addAll(arguments);
    return words;
  }

  /**
   * Returns the options of a virtual machine: those of all our processes, {@code options}, and the
   * user's ({@link #OPTIONS}) last, since the last of two conflicting options counts.
   */
  public static List<String> options(List<String> options) {
    return options(options, System.getenv());
  }

  /**
   * What the environment of this process says to Java: the user's options ({@link #OPTIONS}) and
   * those that Java reads itself.
   *
   * @return a text that is equal where all of these are; empty where none is set
   */
  public static String environmentOptions() {
    return environmentOptions(System.getenv());
  }

  /** Returns the same of this environment. */
  static String environmentOptions(Map<String, String> environment) {
    List<String> given = new ArrayList<>();
    for (String name : Stream.concat(Stream.of(OPTIONS), READ_BY_JAVA.stream()).toList()) {
      List<String> words = words(environment.getOrDefault(name, ""));
      if (!words.isEmpty()) {
        given.add(name + "=" + String.join(" ", words));
      }
    }
    return String.join("\n", given);
  }

  /** Returns the same in this environment. */
  static List<String> options(List<String> options, Map<String, String> environment) {
    List<String> last = words(environment.getOrDefault(OPTIONS, ""));
    List<String> words = new ArrayList<>();
    words.add("-Xmx" + Runtime.getRuntime().maxMemory());
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("--sun-misc-unsafe-memory-access=allow");
    // Standard output is for answers. Java's own log would go there too: in containers without /sys
    // it says at once that there are no huge pages.
    words.add("-XX:+DisplayVMOutputToStderr");
    words.add("-Xlog:disable");
    words.add("-Xlog:all=error:stderr");
    words.add("-XX:+UseSerialGC"); // no threads of its own
    add(words, options);
    add(words, last);
    if (READ_BY_JAVA.stream()
        .anyMatch(name -> hasCollector(words(environment.getOrDefault(name, ""))))) {
      words.removeIf(word -> COLLECTOR.matcher(word).matches());
    }
    return words;
  }

  /** Adds options; a garbage collector replaces an earlier one, since Java refuses two. */
  private static void add(List<String> words, List<String> added) {
    if (hasCollector(added)) {
      words.removeIf(word -> COLLECTOR.matcher(word).matches());
    }
    words.addAll(added);
  }

  private static boolean hasCollector(List<String> words) {
    return words.stream().anyMatch(word -> COLLECTOR.matcher(word).matches());
  }

  private static List<String> words(String text) {
    return Arrays.stream(BLANKS.split(text)).filter(word -> !word.isEmpty()).toList();
  }
}
