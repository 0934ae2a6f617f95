package convspectrum.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LivePageTest {
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger pages = new AtomicInteger();

  @TempDir private Path folder;

  @Test
  void saysHowFarTheCommandIs() throws IOException {
    try (LivePage page = page(0)) {
      page.report("checking vector", 3, 17, "segments=4");
      assertThat(folder.resolve("p.html"))
          .content()
          .isEqualTo(
              "Still at work, checking vector: 3 of 17 (segments=4). This page follows by itself.");
      page.finish();
    }
    assertThat(folder.resolve("p.html")).exists();
  }

  /** Writing that takes half a second is done every ten and a half, and a quick one every two. */
  @Test
  void writingTakesATwentiethOfTheTime() {
    assertThat(writes(500_000_000L)).isEqualTo(10);
    assertThat(writes(0)).isEqualTo(50);
  }

  @Test
  void aPageThatDoesNotBecomeAReportIsDeleted() {
    try (LivePage page = page(0)) {
      page.report("evaluating", 1, Long.MAX_VALUE, "");
    }
    assertThat(folder.resolve("p.html")).doesNotExist();
  }

  /** In 100 seconds with a report each hundredth of one. */
  private int writes(long took) {
    pages.set(0);
    now.set(0);
    try (LivePage page = page(took)) {
      while (now.get() < 100_000_000_000L) {
        page.report("timing", 1, 2, "");
        now.addAndGet(10_000_000L);
      }
    }
    return pages.get();
  }

  private LivePage page(long took) {
    return new LivePage(
        folder.resolve("p.html"),
        text -> {
          pages.incrementAndGet();
          now.addAndGet(took);
          return text;
        },
        now::get);
  }
}
