package convspectrum.reports.measure;

import convspectrum.executor.machine.Cache;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.Platform;
import convspectrum.executor.machine.Processor;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.Trust;
import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.MachineFacts;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
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
            new ResultColumn(
                properties, ColumnDescription.text("Property", "A property of the machine.")),
            new ResultColumn(values, ColumnDescription.text("Value", "Its value, in words."))),
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

  /** The same facts for JSON. */
  public static JsonResult json(Machine machine, String kernels, Optional<MachineLimits> limits) {
    return JsonResult.of(ResultKind.MACHINE, of(machine, kernels, limits))
        .measured(MachineFacts.of(machine, limits), List.of())
        .with(new Details.Machine(kernels));
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
