package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.file.CsvFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a command ended with.
 *
 * @param code its exit code
 * @param out standard output
 * @param err standard error
 */
public record Ran(int code, String out, String err) {
  /** Runs a command in this process. */
  public static Ran of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter outWriter = new PrintWriter(out);
    PrintWriter errWriter = new PrintWriter(err);
    int code = Main.run(outWriter, errWriter, arguments);
    outWriter.flush();
    errWriter.flush();
    return new Ran(code, out.toString(), err.toString());
  }

  /** The same, which must end well. */
  public static Ran done(String... arguments) {
    Ran ran = of(arguments);
    assertThat(ran.code()).as(String.join(" ", arguments) + "\n" + ran.err()).isEqualTo(0);
    return ran;
  }

  /** What it printed as CSV. */
  public CsvFile csv() {
    return CsvFile.of(Path.of("printed.csv"), out.getBytes(StandardCharsets.UTF_8));
  }
}
