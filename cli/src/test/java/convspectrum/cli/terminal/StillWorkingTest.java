package convspectrum.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class StillWorkingTest {
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private long now;
  private final StillWorking line = new StillWorking("cost", terminal, () -> now);

  private String toldAfter(int seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
    line.tell();
    String told = terminal.toString(StandardCharsets.US_ASCII);
    terminal.reset();
    return told;
  }

  private static String erasing(String text) {
    return "\r" + " ".repeat(text.length()) + "\r";
  }

  @Test
  void itIsShownAfterTwoSecondsAndGoesOn() {
    String two = "cost: working, 2 s since the start (Ctrl-C ends it)";
    assertThat(toldAfter(1)).isEmpty();
    assertThat(toldAfter(1)).isEqualTo(two);
    assertThat(toldAfter(1)).isEqualTo(erasing(two) + two.replace("2 s", "3 s"));
  }

  @Test
  void whatIsPrintedTakesItsPlace() throws IOException {
    OutputStream out = line.erasedBefore(terminal);
    String told = toldAfter(5);
    out.write("row\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(terminal).hasToString(erasing(told) + "row\n");
    terminal.reset();
    assertThat(toldAfter(1)).isEmpty();
    assertThat(toldAfter(1)).contains("7 s since the start");
  }

  @Test
  void whatIsTimedIsNotDisturbed() {
    line.paused(1);
    assertThat(toldAfter(100)).isEmpty();
    line.paused(1);
    line.paused(-1);
    assertThat(toldAfter(100)).isEmpty();
    line.paused(-1);
    assertThat(toldAfter(1)).isEmpty();
    assertThat(toldAfter(1)).contains("202 s since the start");
  }
}
