package convspectrum.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;

final class BarTest {
  /** Ctrl-C may come while one task is the last and the next one not yet begun. */
  @Test
  void anInterruptionOutlivesTheEndOfABar() {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("checking")
            .setInitialMax(3)
            .setConsumer(new DelegatingProgressBarConsumer(lines::add, 80))
            .build();
    bar.stepTo(2);
    Thread.currentThread().interrupt();
    Bar.end(bar);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(lines).last().asString().contains("checking").contains("2/3");
  }
}
