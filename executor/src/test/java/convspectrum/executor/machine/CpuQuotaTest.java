package convspectrum.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files are those of Linux 6.1 with the quotas of systemd, Docker and Kubernetes. */
class CpuQuotaTest {
  @TempDir private Path root;

  @Test
  void theSmallestQuotaOfAnyEnclosingGroupCounts() throws IOException {
    file("proc/self/cgroup", "0::/user.slice/user-1000.slice/run-r1.scope");
    file("sys/fs/cgroup/user.slice/cpu.max", "300000 100000");
    file("sys/fs/cgroup/user.slice/user-1000.slice/cpu.max", "75000 50000");
    file("sys/fs/cgroup/user.slice/user-1000.slice/run-r1.scope/cpu.max", "max 100000");
    file("sys/fs/cgroup/system.slice/cpu.max", "1000 100000");
    assertThat(CpuQuota.of(root).cpus()).hasValue(1.5);
  }

  @Test
  void throttledTimeIsAddedUpOverTheGroups() throws IOException {
    file("proc/self/cgroup", "0::/pod/container");
    file("sys/fs/cgroup/pod/cpu.max", "300000 100000");
    file("sys/fs/cgroup/pod/cpu.stat", "usage_usec 9\nnr_throttled 3\nthrottled_usec 1500000");
    file("sys/fs/cgroup/pod/container/cpu.max", "200000 100000");
    file("sys/fs/cgroup/pod/container/cpu.stat", "nr_throttled 1\nthrottled_usec 250000");
    assertThat(CpuQuota.of(root).throttledSeconds()).isCloseTo(1.75, within(1e-9));
  }

  @Test
  void insideAContainerItsGroupIsTheOneThatIsMounted() throws IOException {
    file("proc/self/cgroup", "0::/../../kubepods/pod7");
    file("sys/fs/cgroup/cpu.max", "150000 100000");
    assertThat(CpuQuota.of(root).cpus()).hasValue(1.5);
  }

  @Test
  void version1IsFoundByItsController() throws IOException {
    file("proc/self/cgroup", "4:memory:/m\n3:cpu,cpuacct:/docker/1f\n0::/");
    file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1");
    file("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000");
    file("sys/fs/cgroup/cpu,cpuacct/docker/1f/cpu.cfs_quota_us", "50000");
    file("sys/fs/cgroup/cpu,cpuacct/docker/1f/cpu.cfs_period_us", "100000");
    file(
        "sys/fs/cgroup/cpu,cpuacct/docker/1f/cpu.stat",
        "nr_throttled 20\nthrottled_time 845173671");
    file("sys/fs/cgroup/memory/m/cpu.cfs_quota_us", "1");
    CpuQuota quota = CpuQuota.of(root);
    assertThat(quota.cpus()).hasValue(0.5);
    assertThat(quota.throttledSeconds()).isCloseTo(0.845173671, within(1e-12));
  }

  @Test
  void strangeFilesAreNoQuota() throws IOException {
    file("proc/self/cgroup", "nothing\n0::");
    assertThat(CpuQuota.of(root).cpus()).isEmpty();
    for (String text : new String[] {"max 100000", "", "100000 0", "many", "-5 100000"}) {
      file("sys/fs/cgroup/cpu.max", text);
      file("sys/fs/cgroup/cpu.stat", "throttled_usec\nthrottled_usec many");
      assertThat(CpuQuota.of(root).cpus()).as(text).isEmpty();
      assertThat(CpuQuota.of(root).throttledSeconds()).isZero();
    }
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n");
  }
}
