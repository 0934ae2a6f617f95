package convspectrum.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.executor.process.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs the command line in a process of its own as a script of bash starts it: {@code "$CS" zoo
 * >/dev/full}.
 *
 * @param folder where it runs; holds what the script needs
 */
record Shell(Path folder) {
  private static final Path BASH = Path.of("/bin/bash");

  /** Skips a test where there is none of these programs, and says which. */
  static void require(String... programs) {
    for (String program : programs) {
      boolean found =
          List.of("/bin", "/usr/bin", "/sbin", "/usr/sbin").stream()
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
      assumeTrue(found, "there is no " + program + " here");
    }
  }

  /**
   * Runs a script.
   *
   * @param environment all that it has beside CS, the command; CS_OPTIONS are options of Java, a
   *     line each
   */
  Ran run(Map<String, String> environment, String script) throws IOException, InterruptedException {
    require("bash");
    ProcessBuilder java =
        JavaProcess.builder(List.of("-XX:TieredStopAtLevel=1"), Main.class.getName(), List.of());
    Path command = folder.resolve("cs");
    Files.writeString(
        command,
        "#!/bin/bash\nexport CLASSPATH='%s'\nIFS=$'\\n'; set -f\nexec %s $CS_OPTIONS %s \"$@\"\n"
            .formatted(
                java.environment().get("CLASSPATH"),
                java.command().subList(0, java.command().size() - 1).stream()
                    .map(word -> "'" + word + "'")
                    .collect(Collectors.joining(" ")),
                java.command().getLast()));
    command.toFile().setExecutable(true);
    // As a file, whose letters are the same in every locale that the tests may run in.
    Path file = Files.writeString(folder.resolve("script.sh"), script);
    Path out = folder.resolve("stdout.txt");
    Path err = folder.resolve("stderr.txt");
    ProcessBuilder builder =
        new ProcessBuilder(BASH.toString(), file.toString())
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    builder.environment().put("CS", command.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IllegalStateException("does not end: " + script);
    }
    return new Ran(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
