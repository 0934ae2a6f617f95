package convspectrum.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressLinesTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private Duration now = Duration.ofHours(7);

  @Test
  void aLineEveryHalfMinuteAndNoneForShortWork() {
    ProgressLines lines =
        new ProgressLines(
            new PrintStream(written, true, StandardCharsets.UTF_8), () -> now.toNanos());
    for (int second = 0; second <= 95; second++) {
      lines.report(second < 65 ? "checking" : "timing", second, 100, second < 65 ? "" : "±2 % ");
      if (second == 29) {
        assertThat(written.size()).isZero();
      }
      now = now.plusSeconds(1);
    }
    now = now.plusSeconds(3600);
    lines.report("evaluating", 12_345, Long.MAX_VALUE, "");
    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            checking: 30 of about 100, 30 s since the start, about 1 min 10 s left
            checking: 60 of about 100, 1 min since the start, about 40 s left
            timing: 90 of about 100 (±2 %), 1 min 30 s since the start, about 10 s left
            evaluating: 12,345, 1 h 1 min since the start
            """);
  }

  /** Of 1,000 the first 900 come from a file at once, the others take 2 s each. */
  @Test
  void whatNeedsNoWorkDoesNotShortenTheTimeLeft() {
    ProgressLines lines =
        new ProgressLines(
            new PrintStream(written, true, StandardCharsets.UTF_8), () -> now.toNanos());
    lines.report("scoring", 0, 1000, "");
    for (int done = 900; done <= 930; done++) {
      lines.report("scoring", done, 1000, "");
      now = now.plusSeconds(2);
    }
    assertThat(written.toString(StandardCharsets.UTF_8))
        .endsWith("scoring: 930 of about 1,000, 1 min since the start, about 2 min 20 s left\n");
  }
}
