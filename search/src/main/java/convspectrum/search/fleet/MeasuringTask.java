package convspectrum.search.fleet;

import convspectrum.executor.process.JavaProcess;
import convspectrum.executor.process.LastWords;
import convspectrum.search.history.ResultFile;
import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SentFile;
import convspectrum.spec.file.TemporaryFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Runs a command of this program that measures, in a process of its own, and brings its result. The
 * process has the classes of this program alone: the jar that the worker fetched, or in tests the
 * class path of this process. It ends when its standard input does.
 *
 * @param main class that is started
 * @param words of the command
 * @param result name of the file that the command writes into its folder
 * @param placed files that it finds in its folder
 * @param options for Java that the user gave where the command was typed; those of the machine come
 *     after them
 */
public record MeasuringTask(
    String main, List<String> words, String result, List<PlacedFile> placed, String options)
    implements FleetTask<MachineRun> {
  private static final long serialVersionUID = 1L;

  /** Sentences of a process that went wrong are no more than this. */
  private static final int MOST_SAID = 100;

  public MeasuringTask {
    words = List.copyOf(words);
    placed = List.copyOf(placed);
  }

  @Override
  public List<SentFile> files() {
    return placed.stream().map(PlacedFile::file).toList();
  }

  @Override
  public MachineRun run(FoundFiles found) throws IOException, InterruptedException {
    Path folder = TemporaryFolder.create("measuring");
    try {
      for (PlacedFile one : placed) {
        Path file = folder.resolve(one.place());
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.copy(found.find(one.file()), file);
      }
      return measured(folder);
    } finally {
      TemporaryFolder.release(folder);
    }
  }

  private MachineRun measured(Path folder) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Instant began = Instant.now();
    Process process = builder(folder).redirectOutput(out.toFile()).start();
    try {
      LastWords last = new LastWords(process);
      int code = process.waitFor();
      Instant ended = Instant.now();
      List<String> said = new ArrayList<>();
      try (Stream<String> lines = Files.lines(out)) {
        lines.limit(MOST_SAID).forEach(said::add);
      }
      if (code != 0 && said.isEmpty()) {
        said.add(
            last.afterEnd()
                .map(line -> line.replaceFirst("^convspectrum: ", ""))
                .orElse("the process that measures ended with exit code " + code));
      }
      Path file = folder.resolve(result);
      return new MachineRun(
          began, ended, code, Files.exists(file) ? ResultFile.text(file) : "", said);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private ProcessBuilder builder(Path folder) {
    String own = System.getenv().getOrDefault(JavaProcess.OPTIONS, "");
    boolean same = own.equals(options);
    ProcessBuilder builder =
        JavaProcess.builder(
            same ? List.of() : Stream.of(options.split("\\s+")).filter(w -> !w.isEmpty()).toList(),
            main,
            words);
    // The heap of a worker of the cluster is no limit for what is measured.
    builder.command().remove("-Xmx" + Runtime.getRuntime().maxMemory());
    Map<String, String> environment = builder.environment();
    environment.put(JavaProcess.OPTIONS, same ? own : (options + " " + own).strip());
    environment.put("CLASSPATH", classPath());
    return builder.directory(folder.toFile());
  }

  private static String classPath() {
    Path place =
        Path.of(
            URI.create(
                MeasuringTask.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString()));
    return place.toString().endsWith(".jar") && !isModule(place)
        ? place.toAbsolutePath().normalize().toString()
        : System.getProperty("java.class.path");
  }

  /** Whether a jar holds this module alone, as in a build that has packaged it. */
  private static boolean isModule(Path jar) {
    return !String.valueOf(jar.getFileName()).equals("convspectrum.jar");
  }
}
