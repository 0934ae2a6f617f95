package convspectrum.executor.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The kernel's notation for sets of CPUs: {@code 0-3,8}. */
public final class CpuList {
  private CpuList() {}

  /** Parses a list of CPUs; parts that are neither numbers nor ranges are ignored. */
  public static SortedSet<Integer> parse(String list) {
    SortedSet<Integer> cpus = new TreeSet<>();
    for (String part : list.strip().split(",")) {
      if (!part.matches("\\d{1,6}(-\\d{1,6})?")) {
        continue;
      }
      int dash = part.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
      int last = Integer.parseInt(dash < 0 ? part : part.substring(dash + 1));
      for (int cpu = first; cpu <= last; cpu++) {
        cpus.add(cpu);
      }
    }
    return cpus;
  }

  /** Formats a set of CPUs in the same notation; the empty set gives an empty text. */
  public static String format(SortedSet<Integer> cpus) {
    List<String> ranges = new ArrayList<>();
    int first = -1;
    int last = -1;
    for (int cpu : cpus) {
      if (first >= 0 && cpu != last + 1) {
        ranges.add(range(first, last));
        first = cpu;
      }
      first = first < 0 ? cpu : first;
      last = cpu;
    }
    if (first >= 0) {
      ranges.add(range(first, last));
    }
    return String.join(",", ranges);
  }

  private static String range(int first, int last) {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
