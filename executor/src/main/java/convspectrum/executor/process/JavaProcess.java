package convspectrum.executor.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Starts Java processes that run the classes of this one. */
public final class JavaProcess {
  /**
   * The environment variable with the user's options of every Java virtual machine of ours: words
   * between blanks, without quotes. The launcher reads it for the first one.
   */
  public static final String OPTIONS = "CONVSPECTRUM_JAVA_OPTS";

  private static final Pattern BLANKS = Pattern.compile("[ \t\n]+");
  private static final Pattern COLLECTOR =
      Pattern.compile("-XX:\\+Use(Epsilon|G1|Parallel|Serial|Shenandoah|Z)GC");

  private JavaProcess() {}

  /**
   * Starts one, with this process's working folder, environment and limit of the heap.
   *
   * @param options of its virtual machine
   * @param main its main class
   * @param arguments of that class
   */
  public static Process start(List<String> options, String main, List<String> arguments)
      throws IOException {
    return builder(options, main, arguments).start();
  }

  /** The same, not started yet. */
  public static ProcessBuilder builder(List<String> options, String main, List<String> arguments) {
    ProcessBuilder builder = new ProcessBuilder(command(options, main, arguments));
    // Not an argument: ONNX Runtime 1.29 crashes under a command line of more than 4 KiB.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder;
  }

  /** The words of the command line. */
  static List<String> command(List<String> options, String main, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options(options));
    words.add(main);
    words.addAll(arguments);
    return words;
  }

  /**
   * The options of a process's virtual machine: those that all of ours have, {@code options}, and
   * those of the user ({@link #OPTIONS}) last, since the last of two that disagree counts.
   */
  public static List<String> options(List<String> options) {
    return options(options, System.getenv().getOrDefault(OPTIONS, ""));
  }

  /** The same with the user's options in one text. */
  static List<String> options(List<String> options, String ofUser) {
    List<String> last = words(ofUser);
    List<String> words = new ArrayList<>();
    words.add("-Xmx" + Runtime.getRuntime().maxMemory());
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("--sun-misc-unsafe-memory-access=allow");
    words.add("-XX:+DisplayVMOutputToStderr"); // standard output is for answers
    words.add("-XX:+UseSerialGC"); // no threads of its own
    add(words, options);
    add(words, last);
    return words;
  }

  /** Two collectors are an error of the virtual machine: one that is added replaces that before. */
  private static void add(List<String> words, List<String> added) {
    if (added.stream().anyMatch(word -> COLLECTOR.matcher(word).matches())) {
      words.removeIf(word -> COLLECTOR.matcher(word).matches());
    }
    words.addAll(added);
  }

  private static List<String> words(String text) {
    return Arrays.stream(BLANKS.split(text)).filter(word -> !word.isEmpty()).toList();
  }
}
