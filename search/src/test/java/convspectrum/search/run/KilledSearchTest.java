package convspectrum.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledSearchTest {
  private static final int KILLS = 20;
  private static final int THREADS = 2;

  @TempDir private Path folder;

  private Process start(String name, String result) throws IOException {
    return JavaProcess.start(
        List.of("-XX:TieredStopAtLevel=1"),
        KilledSearch.class.getName(),
        List.of(
            folder.resolve(name + ".db").toString(),
            folder.resolve(name + ".log").toString(),
            folder.resolve(result).toString()));
  }

  /** SIGKILL at any moment loses nothing that counted, and changes nothing of the result. */
  @Test
  void killedTwentyTimesItEndsWithTheSameResult() throws IOException, InterruptedException {
    long began = System.nanoTime();
    assertThat(start("whole", "whole.txt").waitFor()).isZero();
    long millis = (System.nanoTime() - began) / 1_000_000;
    List<String> whole = Files.readAllLines(folder.resolve("whole.log"));
    assertThat(whole).isNotEmpty().doesNotHaveDuplicates();

    Random random = new Random(1);
    int killed = 0;
    for (int i = 0; i < KILLS; i++) {
      Process process = start("killed", "killed.txt");
      // From the start of the process on, or among evaluations, however fast it starts: many hit
      // the middle of an evaluation or a commit.
      boolean early = i % 2 == 0;
      long most = early ? millis : 10;
      int evaluations = early ? 0 : Math.min(i * whole.size() / KILLS, whole.size() - THREADS - 1);
      if (isAliveAfter(process, evaluations)
          && !process.waitFor(random.nextLong(most), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        killed++;
      }
    }
    assertThat(start("killed", "last.txt").waitFor()).isZero();
    assertThat(killed).isPositive();
    assertThat(folder.resolve("last.txt")).hasSameTextualContentAs(folder.resolve("whole.txt"));
    // An evaluation that a kill cut off before its commit did not count, and is made again.
    List<String> all = new ArrayList<>(Files.readAllLines(folder.resolve("killed.log")));
    assertThat(all).containsAll(whole);
    assertThat(all.size() - whole.size()).isLessThanOrEqualTo(killed * THREADS);
  }

  /** Waits until all processes of this journal together have made so many evaluations. */
  private boolean isAliveAfter(Process process, int evaluations)
      throws IOException, InterruptedException {
    Path log = folder.resolve("killed.log");
    while (process.isAlive() && evaluations > 0) {
      if (Files.exists(log) && Files.readAllLines(log).size() >= evaluations) {
        return true;
      }
      Thread.sleep(2);
    }
    return process.isAlive();
  }

  /** Two searches at once share what they find out, and end alike. */
  @Test
  void twoProcessesShareAJournal() throws IOException, InterruptedException {
    Process one = start("shared", "one.txt");
    Process two = start("shared", "two.txt");
    assertThat(one.waitFor()).isZero();
    assertThat(two.waitFor()).isZero();
    assertThat(folder.resolve("one.txt")).hasSameTextualContentAs(folder.resolve("two.txt"));
    assertThat(Files.readAllLines(folder.resolve("shared.log")))
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }
}
