package convspectrum.reports.explore;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.html.HtmlReport;
import convspectrum.reports.view.CsvTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A program that prints a table prints nothing else. Tablesaw's {@code Table} would scan the class
 * path and make the JVM warn of it; the views never load that class.
 */
final class QuietTest {
  @Test
  void viewsPrintNothingOfTheirOwn() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true);
    // Java says where it found options in these.
    builder
        .environment()
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(printed).isEqualTo("18 true\n");
  }

  /** What the other process runs. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      long lines = new CsvTable().render(Samples.comparison()).lines().count();
      boolean page = HtmlReport.render(Samples.report()).endsWith("</html>\n");
      System.out.print(lines + " " + page + "\n");
    }
  }
}
