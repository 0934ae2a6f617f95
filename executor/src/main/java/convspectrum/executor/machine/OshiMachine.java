package convspectrum.executor.machine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.ProcessorCache;
import oshi.hardware.GlobalMemory;

/**
 * Reads the description of a machine through OSHI where there is no {@code /proc}. OSHI's names of
 * microarchitectures are not used, because it takes a Zen 4 server for a Zen 3. OSHI reports
 * neither which cores share a cache nor a container's limit.
 */
final class OshiMachine {
  private OshiMachine() {}

  static Machine read() {
    SystemInfo system = new SystemInfo();
    CentralProcessor cpu = system.getHardware().getProcessor();
    GlobalMemory memory = system.getHardware().getMemory();
    String flags = String.join(" ", cpu.getFeatureFlags()).toLowerCase(Locale.ROOT);
    Processor processor =
        new Processor(
            cpu.getProcessorIdentifier().getName(),
            cpu.getProcessorIdentifier().getVendor(),
            number(cpu.getProcessorIdentifier().getFamily()),
            number(cpu.getProcessorIdentifier().getModel()),
            number(cpu.getProcessorIdentifier().getStepping()),
            cpu.getLogicalProcessorCount(),
            Math.clamp(cpu.getPhysicalProcessorCount(), 1, cpu.getLogicalProcessorCount()),
            Math.max(1, cpu.getPhysicalPackageCount()),
            numaNodes(cpu),
            List.of("avx2", "avx512f", "fma", "neon", "asimd", "sve").stream()
                .filter(flags::contains)
                .toList());
    Platform platform =
        Platform.of(
            system.getOperatingSystem().toString(),
            System.getProperty("os.version", "unknown"),
            Optional.empty(),
            OptionalDouble.empty());
    return new Machine(
        processor,
        caches(cpu.getProcessorCaches(), processor),
        new Memory(memory.getTotal(), memory.getAvailable()),
        platform);
  }

  private static int numaNodes(CentralProcessor cpu) {
    return (int)
        Math.max(
            1,
            cpu.getLogicalProcessors().stream()
                .mapToInt(CentralProcessor.LogicalProcessor::getNumaNode)
                .distinct()
                .count());
  }

  /** Assumes that the threads of a core share L1 and L2, and that a socket shares L3 and above. */
  private static List<Cache> caches(List<ProcessorCache> found, Processor processor) {
    List<Cache> caches = new ArrayList<>();
    for (ProcessorCache cache : found) {
      if (cache.getLevel() < 1 || cache.getCacheSize() < 1) {
        continue;
      }
      Cache.Kind kind =
          switch (cache.getType()) {
            case DATA -> Cache.Kind.DATA;
            case INSTRUCTION, TRACE -> Cache.Kind.INSTRUCTION;
            case UNIFIED -> Cache.Kind.UNIFIED;
          };
      int instances = cache.getLevel() > 2 ? processor.sockets() : processor.physicalCores();
      caches.add(
          new Cache(
              cache.getLevel(),
              kind,
              cache.getCacheSize(),
              Math.max(1, processor.logicalCores() / instances),
              instances));
    }
    caches.sort(Comparator.comparingInt(Cache::level).thenComparing(Cache::kind));
    return caches;
  }

  private static int number(String text) {
    try {
      return Integer.decode(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
