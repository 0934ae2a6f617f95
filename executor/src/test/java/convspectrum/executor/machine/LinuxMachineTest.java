package convspectrum.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxMachineTest {
  @TempDir Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n");
  }

  /** Two sockets of two cores of two threads, in a container with a CPU and a half. */
  @BeforeEach
  void server() throws IOException {
    StringBuilder info = new StringBuilder();
    for (int cpu = 0; cpu < 8; cpu++) {
      int core = cpu % 4;
      String directory = "sys/devices/system/cpu/cpu" + cpu;
      file(directory + "/topology/core_id", Integer.toString(core % 2));
      file(directory + "/topology/physical_package_id", Integer.toString(core / 2));
      String siblings = core + "," + (core + 4);
      file(directory + "/topology/thread_siblings_list", siblings);
      cache(directory + "/cache/index0", 1, "Data", "48K", siblings);
      cache(directory + "/cache/index1", 1, "Instruction", "32K", siblings);
      cache(directory + "/cache/index2", 2, "Unified", "1280K", siblings);
      cache(directory + "/cache/index3", 3, "Unified", "24M", core < 2 ? "0-1,4-5" : "2-3,6-7");
      info.append("processor\t: " + cpu + "\nvendor_id\t: GenuineIntel\ncpu family\t: 6\n")
          .append("model\t\t: 106\nmodel name\t: Intel(R) Xeon(R)\nstepping\t: 6\n")
          .append("flags\t\t: fpu sse2 avx avx2 fma avx512f avx512_vnni hypervisor\n\n");
    }
    file("proc/cpuinfo", info.toString());
    file("proc/meminfo", "MemTotal:       16384 kB\nMemFree: 1 kB\nMemAvailable:    8192 kB");
    file("proc/sys/kernel/osrelease", "6.1.0-test");
    file("etc/os-release", "NAME=Debian\nPRETTY_NAME=\"Debian GNU/Linux 12\"");
    file("sys/devices/system/node/node0/cpulist", "0-1,4-5");
    file("sys/devices/system/node/node1/cpulist", "2-3,6-7");
    file("sys/class/dmi/id/sys_vendor", "QEMU");
    file("sys/fs/cgroup/cpu.max", "150000 100000");
  }

  private void cache(String directory, int level, String type, String size, String shared)
      throws IOException {
    file(directory + "/level", Integer.toString(level));
    file(directory + "/type", type);
    file(directory + "/size", size);
    file(directory + "/shared_cpu_list", shared);
  }

  @Test
  void readsAServerWithTwoSockets() {
    Machine machine = new LinuxMachine(root).read();
    assertThat(machine.processor())
        .isEqualTo(
            new Processor(
                "Intel(R) Xeon(R)",
                "GenuineIntel",
                6,
                106,
                6,
                8,
                4,
                2,
                2,
                List.of("avx", "fma", "avx2", "avx512f", "avx512_vnni")));
    assertThat(machine.caches())
        .containsExactly(
            new Cache(1, Cache.Kind.DATA, 48 << 10, 2, 4),
            new Cache(1, Cache.Kind.INSTRUCTION, 32 << 10, 2, 4),
            new Cache(2, Cache.Kind.UNIFIED, 1280 << 10, 2, 4),
            new Cache(3, Cache.Kind.UNIFIED, 24 << 20, 4, 2));
    assertThat(machine.memory()).isEqualTo(new Memory(16 << 20, 8 << 20));
    assertThat(machine.platform().os()).isEqualTo("Debian GNU/Linux 12");
    assertThat(machine.platform().kernel()).isEqualTo("6.1.0-test");
    assertThat(machine.platform().hypervisor()).isEqualTo(Optional.of("QEMU"));
    assertThat(machine.platform().cpuLimit()).isEqualTo(OptionalDouble.of(1.5));
  }

  @Test
  void theFingerprintChangesWithTheHardwareAndNotWithFreeMemoryOrKernel() throws IOException {
    String before = new LinuxMachine(root).read().fingerprint();
    assertThat(before).matches("[0-9a-f]{12}");
    file("proc/meminfo", "MemTotal:       16390 kB\nMemAvailable:    1 kB");
    file("proc/sys/kernel/osrelease", "6.2.0");
    assertThat(new LinuxMachine(root).read().fingerprint()).isEqualTo(before);
    file("sys/fs/cgroup/cpu.max", "max 100000");
    assertThat(new LinuxMachine(root).read().platform().cpuLimit()).isEmpty();
    assertThat(new LinuxMachine(root).read().fingerprint()).isNotEqualTo(before);
  }

  @Test
  void readsArmByItsCodes(@TempDir Path arm) throws IOException {
    Files.createDirectories(arm.resolve("proc"));
    Files.writeString(
        arm.resolve("proc/cpuinfo"),
        """
        processor\t: 0
        Features\t: fp asimd asimddp sve i8mm bf16
        CPU implementer\t: 0x41
        CPU architecture: 8
        CPU part\t: 0xd40
        CPU revision\t: 1
        """);
    Processor processor = new LinuxMachine(arm).read().processor();
    assertThat(processor.vendor()).isEqualTo("0x41");
    assertThat(processor.family()).isEqualTo(8);
    assertThat(processor.model()).isEqualTo(0xd40);
    assertThat(processor.vectorIsa()).containsExactly("asimd", "asimddp", "sve", "i8mm", "bf16");
  }

  @Test
  void nothingToReadIsUnknownAndNoError(@TempDir Path empty) {
    Machine machine = new LinuxMachine(empty).read();
    assertThat(machine.processor().name()).isEqualTo("unknown");
    assertThat(machine.processor().logicalCores()).isPositive();
    assertThat(machine.caches()).isEmpty();
    assertThat(machine.platform().hypervisor()).isEmpty();
    assertThat(machine.fingerprint()).hasSize(12);
  }
}
