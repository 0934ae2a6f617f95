package convspectrum.executor.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts Java processes that run the classes of this one. */
public final class JavaProcess {
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
    ProcessBuilder builder = new ProcessBuilder(command(options, main, arguments));
    // Not an argument: ONNX Runtime 1.29 crashes under a command line of more than 4 KiB.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
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
   * The options of a process's virtual machine: those that all of ours have, and {@code options}.
   */
  public static List<String> options(List<String> options) {
    List<String> words = new ArrayList<>();
    words.add("-Xmx" + Runtime.getRuntime().maxMemory());
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("--sun-misc-unsafe-memory-access=allow");
    words.add("-XX:+DisplayVMOutputToStderr"); // standard output is for answers
    if (options.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
      words.add("-XX:+UseSerialGC"); // no threads of its own
    }
    words.addAll(options);
    return words;
  }
}
