package convspectrum.reports.trace;

import convspectrum.costmodel.Cost;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.reports.json.JsonLine;
import convspectrum.reports.measure.MachineTable;
import convspectrum.search.profile.DesignProfile;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.roofline.Ceiling;
import convspectrum.spec.file.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file in Chrome's trace-event format, which Perfetto, speedscope and {@code chrome://tracing}
 * open: one process for the phases of the command, and one for each runtime, with a thread for each
 * network. Such a thread has one pass, whose steps stand one after the other with their median
 * times, from where the profiling of the network began.
 *
 * <p>Events that follow each other, or lie inside each other, begin and end a nanosecond apart:
 * where times are equal, viewers disagree about what comes first.
 *
 * @param version of convspectrum
 * @param command what was run: {@code measure}
 * @param machine that it was run on
 * @param limits of the machine, for shares of the roof; none where they are not known
 * @param phases of the command
 * @param profiles of networks on runtimes; none where nothing was profiled
 */
public record TraceFile(
    String version,
    String command,
    Machine machine,
    Optional<MachineLimits> limits,
    List<Phase> phases,
    List<DesignProfile> profiles) {
  private static final int COMMAND = 1;
  private static final int PHASES = 1;
  private static final double NANOS_PER_MS = 1e6;

  /** Nanoseconds between two events of a thread. */
  private static final long APART = 1;

  public TraceFile {
    phases = List.copyOf(phases);
    profiles = List.copyOf(profiles);
  }

  /**
   * Writes it, as a whole or not at all.
   *
   * @throws convspectrum.spec.file.WriteException where it cannot be written
   */
  public void write(Path file) {
    AtomicFile.write(file, json());
  }

  /** The document: an event on each line. */
  String json() {
    return "{\"displayTimeUnit\":\"ms\",\n\"otherData\":"
        + JsonLine.of(about())
        + ",\n\"traceEvents\":[\n"
        + events().stream().map(JsonLine::of).collect(Collectors.joining(",\n"))
        + "\n]}\n";
  }

  private Map<String, String> about() {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("convspectrum", version);
    about.put("machine", MachineTable.summary(machine));
    about.put("java", machine.platform().jvm());
    for (Conditions one : runtimes()) {
      about.put(
          one.runtime(),
          "version %s, %d thread%s, %s"
              .formatted(
                  one.runtimeVersion(), one.threads(), one.threads() == 1 ? "" : "s", one.date()));
    }
    return about;
  }

  private List<Conditions> runtimes() {
    Map<String, Conditions> byName = new LinkedHashMap<>();
    profiles.forEach(
        one -> byName.putIfAbsent(one.times().conditions().runtime(), one.times().conditions()));
    return List.copyOf(byName.values());
  }

  private List<TraceEvent> events() {
    List<TraceEvent> events = new ArrayList<>();
    events.add(TraceEvent.process(COMMAND, "convspectrum " + command));
    events.add(TraceEvent.thread(COMMAND, PHASES, "phases"));
    phases.forEach(phase -> add(phase, events));
    List<Conditions> runtimes = runtimes();
    for (int i = 0; i < runtimes.size(); i++) {
      String name = runtimes.get(i).runtime();
      int process = COMMAND + 1 + i;
      int thread = 1;
      events.add(TraceEvent.process(process, name + ": one pass of each model, as profiled"));
      for (DesignProfile profile : profiles) {
        if (profile.times().conditions().runtime().equals(name)) {
          events.add(TraceEvent.thread(process, thread, profile.design()));
          pass(profile, process, thread++, events);
        }
      }
    }
    return events;
  }

  private static void add(Phase phase, List<TraceEvent> events) {
    events.add(phase(phase, "phase", phase.startNanos(), phase.endNanos() - APART));
    phase
        .parts()
        .forEach(part ->
            events.add(
                phase(part, "part", part.startNanos() + APART, part.endNanos() - 2 * APART)));
  }

  private static TraceEvent phase(Phase phase, String category, long start, long end) {
    return TraceEvent.complete(
        phase.name(), category, start, Math.max(start, end), COMMAND, PHASES);
  }

  private void pass(DesignProfile profile, int process, int thread, List<TraceEvent> events) {
    long start = profilingOf(profile);
    long now = start + APART;
    List<TraceEvent> steps = new ArrayList<>();
    for (LayerTime layer : profile.times().layers()) {
      long end = now + Math.round(layer.ms() * NANOS_PER_MS);
      String category = layer.isUncounted() ? "step,uncounted" : "step";
      steps.add(
          TraceEvent.complete(
              name(layer), category, now, end, process, thread, figures(layer, profile)));
      now = end + APART;
    }
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("steps_ms", profile.times().sumMs());
    args.put("pass_ms_without_profiling", profile.times().passMs());
    args.put("medians_of_profiles", profile.times().profiles());
    String name = "a pass of " + profile.design();
    events.add(TraceEvent.complete(name, "pass", start, now, process, thread, args));
    events.addAll(steps);
  }

  /** When the profiling of a network on a runtime began; 0 where no phase says so. */
  private long profilingOf(DesignProfile profile) {
    String name = "profiling " + profile.times().conditions().runtime();
    return phases.stream()
        .filter(phase -> phase.name().equals(name))
        .findFirst()
        .map(phase ->
            phase.parts().stream()
                .filter(part -> part.name().endsWith(" " + profile.design()))
                .findFirst()
                .orElse(phase))
        .map(Phase::startNanos)
        .orElse(0L);
  }

  private static String name(LayerTime layer) {
    int more = layer.nodes().size() - 1;
    return layer.nodes().getFirst() + (more > 0 ? " +" + more : "");
  }

  private Map<String, Object> figures(LayerTime layer, DesignProfile profile) {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("nodes", String.join(" + ", layer.nodes()));
    args.put("op", layer.op());
    if (!layer.kernel().isEmpty()) {
      args.put("kernel", layer.kernel());
    }
    if (!layer.lanes().isEmpty()) {
      args.put("lanes", layer.lanes());
    }
    Cost cost = layer.cost();
    args.put("ms", layer.ms());
    args.put("share", layer.ms() / profile.times().sumMs());
    args.put("macs", cost.macs());
    args.put("bytes", cost.bytes());
    real("gflops", cost.macs() > 0 ? cost.flops() / layer.ms() / 1e6 : Double.NaN, args);
    real("gb_per_s", cost.bytes() > 0 ? cost.bytes() / layer.ms() / 1e6 : Double.NaN, args);
    real("wasted_share", layer.wastedShare(), args);
    limits.ifPresent(known ->
        real(
            "roof_share", new Ceiling(known).roofShare(layer, profile.times().conditions()), args));
    return args;
  }

  private static void real(String name, double value, Map<String, Object> args) {
    if (Double.isFinite(value)) {
      args.put(name, value);
    }
  }
}
