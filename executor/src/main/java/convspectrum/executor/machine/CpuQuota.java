package convspectrum.executor.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The CPU quota that Linux control groups set for this process, as containers, batch systems and
 * systemd use it. Once the group has used its quota of a period, mostly of 100 ms, the kernel stops
 * all its threads until the next period.
 *
 * <p>A quota of any enclosing group counts, and the smallest one decides. In a container the path
 * of the process's group may be one outside of it, which cannot be seen; the group that is mounted
 * is then the container's own.
 *
 * @param version1 the groups of this process, outermost first, where version 1 governs its CPUs
 * @param version2 the same for version 2
 * @see <a href="https://docs.kernel.org/scheduler/sched-bwc.html">CFS bandwidth control</a>
 */
record CpuQuota(List<Path> version1, List<Path> version2) {
  private static final String MOUNT = "sys/fs/cgroup";

  CpuQuota {
    version1 = List.copyOf(version1);
    version2 = List.copyOf(version2);
  }

  /**
   * Returns the quota of this process.
   *
   * @param root {@code /}, or a directory with copies of these files from another machine
   */
  static CpuQuota of(Path root) {
    String cpu = "";
    String unified = "";
    for (String line : lines(root.resolve("proc/self/cgroup"))) {
      String[] fields = line.split(":", 3); // ID, controllers, path; version 2 names no controllers
      if (fields.length == 3 && fields[1].isEmpty()) {
        unified = fields[2];
      } else if (fields.length == 3 && List.of(fields[1].split(",")).contains("cpu")) {
        cpu = fields[2];
      }
    }
    List<Path> version1 = new ArrayList<>();
    for (String mount : List.of("cpu", "cpu,cpuacct")) {
      if (version1.isEmpty()) { // one is mostly a link to the other
        version1.addAll(groups(root.resolve(MOUNT).resolve(mount), cpu, "cpu.cfs_quota_us"));
      }
    }
    List<Path> version2 = new ArrayList<>(groups(root.resolve(MOUNT), unified, "cpu.max"));
    version2.addAll(groups(root.resolve(MOUNT).resolve("unified"), unified, "cpu.max"));
    return new CpuQuota(version1, version2);
  }

  /** The group that is mounted and those on the path below it that have this file. */
  private static List<Path> groups(Path mount, String path, String file) {
    List<Path> groups = new ArrayList<>();
    Path group = mount;
    groups.add(group);
    for (String name : path.split("/")) {
      if (!name.isEmpty() && !name.equals("..")) { // ".." leads out of a container
        group = group.resolve(name);
        groups.add(group);
      }
    }
    groups.removeIf(each -> !Files.isReadable(each.resolve(file)));
    return groups;
  }

  /** Returns the number of CPUs that the process may use on average; empty without a quota. */
  OptionalDouble cpus() {
    return Stream.concat(
            version2.stream().map(group -> text(group.resolve("cpu.max"))),
            version1.stream()
                .map(group ->
                    text(group.resolve("cpu.cfs_quota_us"))
                        + " "
                        + text(group.resolve("cpu.cfs_period_us"))))
        .flatMapToDouble(quota -> ratio(quota).stream())
        .min();
  }

  /**
   * Returns how long threads of the process's groups have been stopped so far, in seconds, added up
   * over CPUs. It counts all processes of these groups.
   */
  double throttledSeconds() {
    return statistic(version1, "throttled_time") / 1e9
        + statistic(version2, "throttled_usec") / 1e6;
  }

  private static double statistic(List<Path> groups, String name) {
    return groups.stream()
        .flatMap(group -> lines(group.resolve("cpu.stat")).stream())
        .map(line -> line.split(" +"))
        .filter(fields -> fields.length == 2 && fields[0].equals(name))
        .filter(fields -> fields[1].matches("[0-9]{1,18}"))
        .mapToDouble(fields -> Double.parseDouble(fields[1]))
        .sum();
  }

  private static OptionalDouble ratio(String quotaAndPeriod) {
    if (!quotaAndPeriod.matches("[0-9]+ +[1-9][0-9]*")) {
      return OptionalDouble.empty(); // "max", or -1
    }
    double[] values =
        Arrays.stream(quotaAndPeriod.split(" +")).mapToDouble(Double::parseDouble).toArray();
    return OptionalDouble.of(values[0] / values[1]);
  }

  private static List<String> lines(Path file) {
    return text(file).lines().toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
