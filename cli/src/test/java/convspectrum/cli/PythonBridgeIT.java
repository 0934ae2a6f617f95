package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests of the Python package, with the program that Maven has packaged. */
final class PythonBridgeIT {
  /** The Python of the PATH, and that of the system, which may be the one that has torch. */
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  private static final Pattern RAN = Pattern.compile("^Ran (\\d+) tests", Pattern.MULTILINE);

  @TempDir private Path folder;

  @Test
  void itsTestsPass() throws IOException, InterruptedException {
    assumeThat(python("")).as("python3 of version 3.9 or newer").isNotEmpty();
    List<String> withTorch = python("; import torch");
    String python = withTorch.isEmpty() ? python("").getFirst() : withTorch.getFirst();
    Ran ran = run(python, "-m", "unittest", "discover", "-v", "-s", "python/tests");
    System.out.println("tests of python/ with " + python + ":\n" + ran.out());
    assertThat(ran.code()).as(ran.out()).isZero();
    Matcher count = RAN.matcher(ran.out());
    assertThat(count.find()).isTrue();
    assertThat(Integer.parseInt(count.group(1))).isGreaterThan(15);
  }

  /** Those that are new enough, and can do something more. */
  private List<String> python(String more) throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    for (String python : PYTHONS) {
      String code = "import sys; assert sys.version_info >= (3, 9)" + more;
      try {
        if (run(python, "-c", code).code() == 0) {
          found.add(python);
        }
      } catch (IOException e) {
        continue; // there is none of this name
      }
    }
    return found;
  }

  private Ran run(String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Repository.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("CONVSPECTRUM", Repository.ROOT.resolve("convspectrum").toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    int code = builder.start().waitFor();
    return new Ran(code, Files.readString(output, StandardCharsets.UTF_8), "");
  }
}
