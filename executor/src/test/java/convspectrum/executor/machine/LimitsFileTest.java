package convspectrum.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.machine.MachineLimits.Bandwidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link LimitsFile}, and what {@link MachineLimits} say of threads and sizes. */
class LimitsFileTest {
  private static final MachineLimits LIMITS =
      new MachineLimits(
          "0123456789ab",
          4,
          100,
          300,
          List.of(
              new Bandwidth("L1", 16 << 10, 64 << 10, 200, 800),
              new Bandwidth("DRAM", 256 << 20, 256 << 20, 20, 30)),
          new TimerResolution(10, 21.5),
          "vector loops");

  @TempDir private Path folder;

  @Test
  void whatWasMeasuredIsKeptByFingerprint() throws IOException {
    LimitsFile file = new LimitsFile(folder.resolve("new"));
    assertThat(file.read("0123456789ab")).isEmpty();
    file.write(LIMITS);
    assertThat(file.read("0123456789ab")).hasValue(LIMITS);
    assertThat(file.read("ba9876543210")).isEmpty();
    try (Stream<Path> files = Files.list(folder.resolve("new"))) {
      assertThat(files).as("no temporary file stays").hasSize(1);
    }
  }

  @Test
  void aDamagedFileIsAsNone() throws IOException {
    LimitsFile file = new LimitsFile(folder);
    file.write(LIMITS);
    Path path = folder.resolve("limits-0123456789ab.json");
    String whole = Files.readString(path);
    List<String> damaged =
        List.of("", "{", "[]", "{}", whole.replace("0123456789ab", "x"), whole.substring(0, 90));
    for (String text : damaged) {
      Files.writeString(path, text);
      assertThat(file.read("0123456789ab")).as(text).isEmpty();
    }
    assertThat(damaged).hasSize(6);
  }

  @Test
  void aFolderThatCannotBeWrittenKeepsNothing() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "a file");
    LimitsFile file = new LimitsFile(taken);
    file.write(LIMITS);
    assertThat(file.read("0123456789ab")).isEmpty();
    assertThat(taken).hasContent("a file");
  }

  @Test
  void limitsGrowWithThreadsUpToThoseOfAll() {
    assertThat(LIMITS.gflops(1)).isEqualTo(100);
    assertThat(LIMITS.gflops(2)).isEqualTo(200);
    assertThat(LIMITS.gflops(4)).isEqualTo(300);
    assertThat(LIMITS.gflops(8)).isEqualTo(300);
    Bandwidth memory = LIMITS.bandwidths().getLast();
    assertThat(LIMITS.gigabytesPerSecond(memory, 1)).isEqualTo(20);
    assertThat(LIMITS.gigabytesPerSecond(memory, 2)).isEqualTo(30);
  }

  @Test
  void theRoofIsThatOfTheNearestLevelThatHoldsTheBytes() {
    assertThat(LIMITS.level(32 << 10).level()).isEqualTo("L1");
    assertThat(LIMITS.level((32 << 10) + 1).level()).isEqualTo("DRAM");
    assertThat(LIMITS.level(1L << 40).level()).isEqualTo("DRAM");
    assertThat(LIMITS.roofline(1 << 10, 1).ridge()).isCloseTo(0.5, within(1e-12)); // 100 / 200
    assertThat(LIMITS.roofline(1 << 20, 2).ridge()).isCloseTo(200 / 30.0, within(1e-12));
  }
}
