package convspectrum.reports.measure;

import convspectrum.executor.machine.Cache;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.Platform;
import convspectrum.executor.machine.Processor;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.Trust;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.JsonDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tech.tablesaw.api.StringColumn;

/** What a machine is and what it was measured to do. */
public final class MachineTable {
  private record Line(String property, String value) {}

  private MachineTable() {}

  /**
   * The table {@code machine}: a property a row.
   *
   * @param kernels what those of the runtime {@code vector} are made of here
   */
  public static ResultTable of(Machine machine, String kernels, Optional<MachineLimits> limits) {
    List<Line> lines = new ArrayList<>(facts(machine));
    lines.add(new Line("Kernels of runtime vector", kernels));
    limits.ifPresent(measured -> lines.addAll(measured(measured)));
    StringColumn properties = StringColumn.create("property");
    StringColumn values = StringColumn.create("value");
    lines.forEach(line -> properties.append(line.property()));
    lines.forEach(line -> values.append(line.value()));
    Notes notes =
        limits
            .map(m -> LimitNotes.withWarning(Notes.none().with("method", m.method()), m))
            .orElse(Notes.none());
    return new ResultTable(
        "machine",
        "This machine",
        List.of(
            new ResultColumn(properties, ColumnDescription.text("Property", "")),
            new ResultColumn(values, ColumnDescription.text("Value", ""))),
        notes);
  }

  /** One line: processor, cores, memory. */
  public static String summary(Machine machine) {
    Processor processor = machine.processor();
    return "%s, %d cores, %s, fingerprint %s"
        .formatted(
            processor.name(),
            processor.physicalCores(),
            gib(machine.memory().totalBytes()),
            machine.fingerprint());
  }

  /** The same facts as a JSON object. */
  public static JsonDocument json(Machine machine, Optional<MachineLimits> limits) {
    Processor processor = machine.processor();
    Platform platform = machine.platform();
    JsonDocument document =
        new JsonDocument()
            .text("fingerprint", machine.fingerprint())
            .text("cpu", processor.name())
            .text("vendor", processor.vendor())
            .count("family", processor.family())
            .count("model", processor.model())
            .count("stepping", processor.stepping())
            .count("logical_cores", processor.logicalCores())
            .count("physical_cores", processor.physicalCores())
            .texts("vector_isa", processor.vectorIsa())
            .objects("caches", machine.caches().stream().map(MachineTable::cache).toList())
            .count("memory_bytes", machine.memory().totalBytes())
            .text("os", platform.os())
            .text("kernel", platform.kernel())
            .text("jvm", platform.jvm());
    platform
        .hypervisor()
        .ifPresentOrElse(
            name -> document.text("hypervisor", name), () -> document.nothing("hypervisor"));
    limits.ifPresent(measured -> addLimits(document, measured));
    return document;
  }

  private static JsonDocument cache(Cache cache) {
    return new JsonDocument()
        .text("name", cache.label())
        .count("bytes", cache.bytes())
        .count("shared_by", cache.sharedBy())
        .count("instances", cache.instances());
  }

  private static void addLimits(JsonDocument document, MachineLimits limits) {
    document
        .count("threads", limits.threads())
        .real("peak_gflops_one_thread", limits.gflopsOneThread())
        .real("peak_gflops_all_threads", limits.gflopsAllThreads())
        .real("peak_spread_one_thread", limits.oneThread().spread())
        .real("peak_spread_all_threads", limits.allThreads().spread())
        .objects(
            "bandwidth",
            limits.bandwidths().stream()
                .map(level ->
                    new JsonDocument()
                        .text("level", level.level())
                        .real("gb_per_s_one_thread", level.gbsOneThread())
                        .real("gb_per_s_all_threads", level.gbsAllThreads())
                        .real("spread_one_thread", level.oneThread().spread())
                        .real("spread_all_threads", level.allThreads().spread()))
                .toList())
        .text("method", limits.method())
        .text("measured", limits.date().toString())
        .text("cpus", limits.key().cpus())
        .text("vectors", limits.key().vectors())
        .count("vector_bits", limits.vectorBits())
        .text("trust", limits.trust().level().toString())
        .texts("doubts", limits.trust().reasons());
  }

  private static List<Line> facts(Machine machine) {
    Processor processor = machine.processor();
    Platform platform = machine.platform();
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("Processor", processor.name()));
    lines.add(
        new Line(
            "Vendor, family, model, stepping",
            "%s %d %d %d"
                .formatted(
                    processor.vendor(),
                    processor.family(),
                    processor.model(),
                    processor.stepping())));
    lines.add(
        new Line(
            "Cores",
            "%d physical, %d logical; sockets: %d; NUMA nodes: %d"
                .formatted(
                    processor.physicalCores(),
                    processor.logicalCores(),
                    processor.sockets(),
                    processor.numaNodes())));
    lines.add(new Line("Vector instructions", String.join(" ", processor.vectorIsa())));
    for (Cache cache : machine.caches()) {
      lines.add(
          new Line(
              cache.label() + " cache",
              "%s; %d on this machine, each for %d logical cores"
                  .formatted(kib(cache.bytes()), cache.instances(), cache.sharedBy())));
    }
    lines.add(
        new Line(
            "Memory",
            gib(machine.memory().totalBytes())
                + ", available "
                + gib(machine.memory().availableBytes())));
    lines.add(new Line("Operating system", platform.os() + ", kernel " + platform.kernel()));
    lines.add(new Line("Java", platform.jvm() + ", " + platform.jvmVendor()));
    platform
        .hypervisor()
        .ifPresent(name -> lines.add(new Line("Virtual machine", "yes, hypervisor " + name)));
    platform
        .cpuLimit()
        .ifPresent(limit -> lines.add(new Line("CPU limit", fixed(limit) + " CPUs")));
    lines.add(new Line("Fingerprint", machine.fingerprint()));
    return lines;
  }

  private static List<Line> measured(MachineLimits limits) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("Peak float32 multiply-add", LimitNotes.peak(limits)));
    for (MachineLimits.Bandwidth level : limits.bandwidths()) {
      lines.add(
          new Line(
              level.level() + " read bandwidth",
              "%s GB/s one thread (%s, %s), %s GB/s %d thread%s (%s, %s)"
                  .formatted(
                      fixed(level.gbsOneThread()),
                      kib(level.bytesOneThread()),
                      LimitNotes.spread(level.oneThread()),
                      fixed(level.gbsAllThreads()),
                      limits.threads(),
                      limits.threads() == 1 ? "" : "s",
                      kib(level.bytesAllThreads()),
                      LimitNotes.spread(level.allThreads()))));
    }
    lines.add(
        new Line(
            "Clock",
            "steps of %d ns, %s ns to read"
                .formatted(limits.timer().stepNanos(), fixed(limits.timer().costNanos()))));
    lines.add(
        new Line(
            "Measured",
            "%s, on CPUs %s%s"
                .formatted(
                    limits.date(),
                    limits.key().cpus(),
                    limits.trust().level() == Trust.Level.GOOD
                        ? ""
                        : "; " + limits.trust().level() + ", not kept")));
    return lines;
  }

  private static String fixed(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }

  private static String kib(long bytes) {
    return bytes < 1 << 20
        ? bytes / 1024 + " KiB"
        : String.format(Locale.ROOT, "%.0f MiB", bytes / (double) (1L << 20));
  }
}
