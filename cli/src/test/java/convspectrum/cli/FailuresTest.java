package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class FailuresTest {
  private static String reported(Error error) {
    StringWriter err = new StringWriter();
    assertThat(Failures.error(error, new PrintWriter(err))).isEqualTo(1);
    return err.toString();
  }

  /** Errors of Java are no faults of this program, and have no stack trace. */
  @Test
  void whatJavaLacksIsSaidInALine() {
    assertThat(reported(new OutOfMemoryError("Java heap space")).lines())
        .singleElement()
        .asString()
        .matches(
            "convspectrum: out of memory \\(\\d+ MiB\\); try .*CONVSPECTRUM_JAVA_OPTS=-Xmx\\d+m");
    Error cause = new UnsatisfiedLinkError("/tmp/libx.so: file too short");
    assertThat(reported(new ExceptionInInitializerError(cause)).lines())
        .containsExactly(
            "convspectrum: a native library cannot be used: UnsatisfiedLinkError: /tmp/libx.so: file"
                + " too short");
    assertThat(reported(new StackOverflowError()))
        .startsWith("convspectrum: internal error: java.lang.StackOverflowError")
        .doesNotContain("\tat ");
  }
}
