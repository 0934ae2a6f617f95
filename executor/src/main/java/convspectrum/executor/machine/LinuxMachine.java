package convspectrum.executor.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the description of a Linux machine from {@code /proc} and {@code /sys}. Any file may be
 * missing: containers hide some, and virtual machines invent others.
 *
 * @param root {@code /}, or a directory with copies of these files from another machine
 */
record LinuxMachine(Path root) {
  private static final List<String> VECTOR_FLAGS =
      List.of(
          "sse4_2",
          "avx",
          "f16c",
          "fma",
          "avx2",
          "avx_vnni",
          "avx512f",
          "avx512dq",
          "avx512bw",
          "avx512vl",
          "avx512_vnni",
          "avx512_bf16",
          "avx512_fp16",
          "amx_tile",
          "amx_bf16",
          "amx_int8",
          "neon",
          "asimd",
          "asimdhp",
          "asimddp",
          "sve",
          "sve2",
          "i8mm",
          "bf16");

  Machine read() {
    List<Map<String, String>> cpus = cpuInfo();
    return new Machine(processor(cpus), caches(), memory(), platform(cpus));
  }

  private Processor processor(List<Map<String, String>> cpus) {
    Map<String, String> first = cpus.isEmpty() ? Map.of() : cpus.getFirst();
    Set<String> flags =
        Set.of(first.getOrDefault("flags", first.getOrDefault("Features", "")).split(" +"));
    Set<String> cores = new HashSet<>();
    Set<String> packages = new HashSet<>();
    int logical = 0;
    for (Path cpu : children("sys/devices/system/cpu", "cpu[0-9]+")) {
      Optional<String> core = text(cpu.resolve("topology/core_id"));
      if (core.isEmpty()) {
        continue; // offline
      }
      logical++;
      String socket = text(cpu.resolve("topology/physical_package_id")).orElse("0");
      packages.add(socket);
      // core_id repeats on every die and socket; the list of sibling threads does not.
      cores.add(text(cpu.resolve("topology/thread_siblings_list")).orElse(socket + ":" + core));
    }
    if (logical == 0) {
      logical = cpus.isEmpty() ? Runtime.getRuntime().availableProcessors() : cpus.size();
    }
    return new Processor(
        first.getOrDefault("model name", "unknown"),
        first.getOrDefault("vendor_id", first.getOrDefault("CPU implementer", "unknown")),
        number(first, "cpu family", "CPU architecture"),
        number(first, "model", "CPU part"),
        number(first, "stepping", "CPU revision"),
        logical,
        cores.isEmpty() ? logical : cores.size(),
        Math.max(1, packages.size()),
        Math.max(1, children("sys/devices/system/node", "node[0-9]+").size()),
        VECTOR_FLAGS.stream().filter(flags::contains).toList());
  }

  private List<Cache> caches() {
    record Key(int level, Cache.Kind kind, long bytes, int sharedBy) {}
    Map<Key, Set<String>> found = new LinkedHashMap<>();
    for (Path cpu : children("sys/devices/system/cpu", "cpu[0-9]+")) {
      for (Path index : children(root.relativize(cpu) + "/cache", "index[0-9]+")) {
        Optional<String> size = text(index.resolve("size"));
        Optional<String> level = text(index.resolve("level"));
        if (size.isEmpty() || level.isEmpty()) {
          continue;
        }
        Cache.Kind kind =
            switch (text(index.resolve("type")).orElse("")) {
              case "Data" -> Cache.Kind.DATA;
              case "Instruction" -> Cache.Kind.INSTRUCTION;
              default -> Cache.Kind.UNIFIED;
            };
        String shared = text(index.resolve("shared_cpu_list")).orElse(cpu.toString());
        Key key =
            new Key(
                Integer.parseInt(level.get()),
                kind,
                bytes(size.get()),
                Math.max(1, CpuList.parse(shared).size()));
        found.computeIfAbsent(key, unused -> new HashSet<>()).add(shared);
      }
    }
    List<Cache> caches = new ArrayList<>();
    found.forEach((key, instances) -> {
      if (key.bytes() > 0) { // some virtual machines show caches of no size
        caches.add(
            new Cache(key.level(), key.kind(), key.bytes(), key.sharedBy(), instances.size()));
      }
    });
    caches.sort(Comparator.comparingInt(Cache::level).thenComparing(Cache::kind));
    return caches;
  }

  private Memory memory() {
    long total = 0;
    long available = 0;
    for (String line : lines("proc/meminfo")) {
      if (line.startsWith("MemTotal:")) {
        total = kibibytes(line);
      } else if (line.startsWith("MemAvailable:")) {
        available = kibibytes(line);
      }
    }
    return new Memory(total, available);
  }

  private Platform platform(List<Map<String, String>> cpus) {
    String release =
        lines("etc/os-release").stream()
            .filter(line -> line.startsWith("PRETTY_NAME="))
            .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
            .findFirst()
            .orElse("Linux");
    String kernel = text(root.resolve("proc/sys/kernel/osrelease")).orElse("unknown");
    String flags = cpus.isEmpty() ? "" : cpus.getFirst().getOrDefault("flags", "");
    boolean guest = Set.of(flags.split(" +")).contains("hypervisor");
    Optional<String> hypervisor = guest ? Optional.of(hypervisorName()) : Optional.empty();
    return Platform.of(release, kernel, hypervisor, CpuQuota.of(root).cpus());
  }

  private String hypervisorName() {
    return text(root.resolve("sys/hypervisor/type"))
        .or(() -> text(root.resolve("sys/class/dmi/id/sys_vendor")))
        .orElse("unknown");
  }

  private List<Map<String, String>> cpuInfo() {
    List<Map<String, String>> cpus = new ArrayList<>();
    Map<String, String> current = new HashMap<>();
    for (String line : lines("proc/cpuinfo")) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String key = line.substring(0, colon).strip();
      if (key.equals("processor")) {
        current = new HashMap<>();
        cpus.add(current);
      }
      current.put(key, line.substring(colon + 1).strip());
    }
    return cpus;
  }

  private List<Path> children(String directory, String pattern) {
    try (Stream<Path> paths = Files.list(root.resolve(directory))) {
      return paths
          .filter(path -> path.getFileName().toString().matches(pattern))
          .sorted(
              Comparator.comparingInt(
                  path -> Integer.parseInt(path.getFileName().toString().replaceAll("\\D", ""))))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(root.resolve(file));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int number(Map<String, String> cpu, String key, String armKey) {
    String text = cpu.getOrDefault(key, cpu.getOrDefault(armKey, "-1"));
    try {
      return Integer.decode(text); // ARM writes 0xd0c
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static long kibibytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", "")) << 10;
  }

  /** Parses {@code 32K}, {@code 1024K} or {@code 32M} to bytes; returns 0 for any other text. */
  private static long bytes(String size) {
    String digits = size.replaceAll("\\D", "");
    if (digits.isEmpty()) {
      return 0;
    }
    long value = Long.parseLong(digits);
    return size.endsWith("M") ? value << 20 : size.endsWith("K") ? value << 10 : value;
  }
}
