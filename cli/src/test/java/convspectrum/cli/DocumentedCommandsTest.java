package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command that the README and the pages under docs show is run, in a folder with the
 * examples. Measuring is cut short; what stands behind a pipe or a redirection is left out.
 */
final class DocumentedCommandsTest {
  private static final Pattern BLOCK =
      Pattern.compile("^```(?:bash|console|sh)\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile("^(?:\\$ )?\\./convspectrum\\s*(.*)$", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  /** Commands that measure for as long as they are told to. */
  private static final Set<String> MEASURING =
      Set.of("explore", "measure", "suggest", "study", "validate", "calibrate-measuring");

  /** Options that make a command take longer, and are cut short. */
  private static final Set<String> LENGTHS =
      Set.of("--budget", "--coverage-trials", "--power-trials", "--epochs");

  /** Options whose value is a file or folder that is written or read. */
  private static final Set<String> FILES =
      Set.of(
          "--journal",
          "--out",
          "--output",
          "--save-input",
          "--load-input",
          "--jmh-json",
          "--table",
          "--trace",
          "--annotate",
          "--result",
          "--benchmark",
          "--comment");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> commandsOfEveryPageRun() throws IOException {
    Path root = Repository.ROOT.resolve("examples");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) { // folders come before what is in them
        Files.copy(file, folder.resolve("examples").resolve(root.relativize(file).toString()));
      }
    }
    List<String> commands =
        Repository.pages().stream()
            .flatMap(page -> commands(page).stream())
            .distinct()
            // Those of other machines need Spark, which is no dependency of this module.
            .filter(command -> !command.contains("--on "))
            .toList();
    assertThat(commands).as("commands in README.md and docs").hasSizeGreaterThan(5);
    return commands.stream()
        .map(command ->
            DynamicTest.dynamicTest(
                "./convspectrum " + command, () -> Ran.done(arguments(command))));
  }

  /** What stands behind {@code ./convspectrum} in the blocks of a page, continuations joined. */
  static List<String> commands(Path page) {
    List<String> commands = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(read(page));
    boolean mentioned = false;
    while (blocks.find()) {
      String block = blocks.group(1).replaceAll("\\\\\\n\\s*", " ");
      mentioned |= block.contains("./convspectrum");
      COMMAND.matcher(block).results().forEach(line -> commands.add(line.group(1).strip()));
    }
    assertThat(mentioned && commands.isEmpty())
        .as(page + " shows commands in no known way")
        .isFalse();
    return commands;
  }

  /** The words of a command, with its files in the folder of this test. */
  private String[] arguments(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command.replaceFirst("\\s[|>#].*$", ""));
    while (matcher.find()) {
      words.add(matcher.group().replaceAll("^['\"]|['\"]$", ""));
    }
    String name = words.getFirst();
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String option = word.split("=", 2)[0];
      // The budget of a search is a number of designs, and fewer than it would take.
      if (LENGTHS.contains(option) && !(option.equals("--budget") && name.equals("search"))) {
        i += word.equals(option) ? 1 : 0;
      } else if (FILES.contains(word)) {
        arguments.addAll(List.of(word, folder.resolve(words.get(++i)).toString()));
      } else if (FILES.contains(option) || isFile(word)) {
        String file = word.startsWith("-") ? word.substring(word.indexOf('=') + 1) : word;
        String moved = folder.resolve(file).toString();
        arguments.add(isFile(word) ? moved : option + "=" + moved);
      } else {
        arguments.add(word);
      }
    }
    boolean compared = name.equals("compare") && words.contains("--runtime");
    boolean timed = (MEASURING.contains(name) || compared) && !words.contains("--no-measure");
    if (timed) {
      arguments.addAll(List.of("--budget", "1s"));
    }
    if (name.equals("calibrate-measuring")) {
      arguments.addAll(List.of("--coverage-trials", "1", "--power-trials", "0"));
    } else if (timed && !words.contains("--input")) {
      // Checking against the reference is most of the time of what is large.
      if (command.contains("zoo:")) {
        arguments.addAll(List.of("--input", "3,64,64"));
      } else if (command.contains("spectrum") || command.equals("explore")) {
        arguments.addAll(List.of("--input", "728,5,5"));
      }
      if (!command.equals("explore") && !command.contains("--runtime")) {
        // Seventeen designs on every runtime once is enough.
        arguments.addAll(List.of("--runtime", "onnxruntime"));
      }
    }
    if (words.contains("--data")) {
      arguments.addAll(List.of("--epochs", words.contains("study") ? "1" : "2"));
    }
    if (words.contains("--data") && !words.contains("study")) {
      // One batch an epoch: training without vector instructions is slow.
      arguments.addAll(List.of("--train-images", "64"));
    }
    if (name.equals("predict")) {
      // As few designs as a table may have, each small.
      arguments.addAll(List.of("--budget", "1s", "--designs", "10", "--input", "728,5,5"));
      arguments.addAll(List.of("--out", folder.resolve("table.latency.json").toString()));
    }
    if (Set.of("explore", "study").contains(name) && !words.contains("--out")) {
      arguments.addAll(List.of("--out", folder.resolve("convspectrum-out").toString()));
    }
    if (name.equals("leaderboard") && !words.contains("--out")) {
      arguments.addAll(List.of("--out", folder.resolve("leaderboard.html").toString()));
    }
    if (words.contains("--save") || name.equals("compare-runs")) {
      arguments.addAll(List.of("--history", folder.resolve("history").toString()));
    }
    if (words.contains("machine") && !arguments.contains("--no-measure")) {
      arguments.add("--no-measure"); // the peak takes seconds, and another test has it
    }
    return arguments.toArray(String[]::new);
  }

  /** An example, or a model that a command before has written. */
  private static boolean isFile(String word) {
    return word.startsWith("examples/")
        || (!word.startsWith("-") && word.matches(".*\\.(onnx|yaml)"));
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
