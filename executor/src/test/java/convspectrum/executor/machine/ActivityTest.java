package convspectrum.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivityTest {
  /** Ten seconds of two CPUs: twelve busy, of which ten are ours, and one stolen. */
  @Test
  void sharesAreOfTheCpuTimeBetween() {
    Activity before = new Activity(100, 40, 3, 7, 5, 1, 2);
    Activity between = new Activity(120, 52, 4, 17, 9, 1, 12).since(before);
    assertThat(between.othersShare()).isCloseTo(0.1, within(1e-12));
    assertThat(between.stealShare()).isCloseTo(0.05, within(1e-12));
    assertThat(between.involuntarySwitches()).isEqualTo(4);
    assertThat(between.collections()).isZero();
    assertThat(between.throttledShare()).isCloseTo(0.5, within(1e-12));
    assertThat(between.plus(between).throttledSeconds()).isEqualTo(20);
    assertThat(between.plus(between).othersShare()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void nothingKnownIsNothingSaid() {
    assertThat(Activity.NONE.othersShare()).isZero();
    assertThat(Activity.NONE.stealShare()).isZero();
    assertThat(Activity.NONE.throttledShare()).isZero();
  }

  /** In ticks of 10 ms: user, nice, system, idle, iowait, irq, softirq, steal. */
  @Test
  void readsProcStat(@TempDir Path directory) throws IOException {
    Path stat = directory.resolve("stat");
    Files.writeString(stat, "cpu  100 20 30 400 5 6 7 8 90 1\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
    CpuQuota none = CpuQuota.of(directory);
    Activity activity = new ActivityMeter.LinuxActivityMeter(stat, Set.of(), none).now();
    assertThat(activity.busySeconds()).isCloseTo(1.63, within(1e-9));
    assertThat(activity.cpuSeconds()).isCloseTo(5.76, within(1e-9));
    assertThat(activity.stolenSeconds()).isCloseTo(0.08, within(1e-9));
    Activity ofOne = new ActivityMeter.LinuxActivityMeter(stat, Set.of(0), none).now();
    assertThat(ofOne.busySeconds()).isCloseTo(0.05, within(1e-9));
    assertThat(new ActivityMeter.LinuxActivityMeter(stat, Set.of(1), none).now().busySeconds())
        .isZero();
  }
}
