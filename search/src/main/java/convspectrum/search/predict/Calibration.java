package convspectrum.search.predict;

import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.statistics.Robust;
import convspectrum.search.design.Network;
import convspectrum.search.predict.DesignTimer.DesignTime;
import convspectrum.search.predict.DesignTimer.GroupTimes;
import convspectrum.search.predict.LatencyTable.Group;
import convspectrum.search.predict.LatencyTable.TimedDesign;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Parameter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Makes the latency table of a space: finds the steps of its designs, chooses designs that together
 * hold them all, times these group by group, and keeps what it has after each group.
 */
public final class Calibration {
  private final CalibrationTask task;
  private final DesignTimer.Opener timers;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final SpaceSteps steps;

  /**
   * A calibration.
   *
   * @param timers opens what times designs
   * @param clock dates groups
   * @param nanoTime measures how long the calibration takes
   */
  public Calibration(
      CalibrationTask task, DesignTimer.Opener timers, Clock clock, LongSupplier nanoTime) {
    this.task = task;
    this.timers = timers;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.steps = new SpaceSteps(task.sweep(), task.runtime(), task.run(), task.seed());
  }

  /**
   * Calibrates, and writes the table to {@code file}. An earlier run of the same task that was
   * killed is continued from what it left beside the file.
   *
   * @throws InterruptedException where the thread is interrupted; what was timed is kept
   * @throws LatencyTableException where too few designs could be timed
   */
  public LatencyTable run(Path file, StudyProgress progress) throws InterruptedException {
    long start = nanoTime.getAsLong();
    Path part = PartialTable.besides(file);
    Optional<PartialTable> before = PartialTable.read(part, identity());
    List<Design> plan =
        before.isPresent()
            ? designs(before.get().plan())
            : new DesignPlan(task, steps).of(progress);
    Running running = new Running(plan, before, start);
    try (DesignTimer timer = timers.open(running.networks())) {
      running.time(timer, part, progress);
    }
    LatencyTable table = running.table();
    Predictor.of(table); // refuses a table that predicts nothing
    table.write(file);
    PartialTable.delete(part);
    return table;
  }

  /** A text that changes where anything does that a table depends on. */
  private String identity() {
    return String.join(
        "; ",
        task.version(),
        task.runtime().name(task.run()) + " " + task.runtime().version(),
        task.run().threads() + " threads",
        "seed " + task.seed(),
        task.mostDesigns() + " designs",
        task.sweep().spec().parameters().stream()
            .map(parameter -> parameter.name() + "=" + parameter.values())
            .collect(Collectors.joining(", ")),
        "varied " + task.sweep().parameters(),
        "base " + task.sweep().base(),
        Fingerprint.of(baseline().graph()).hex());
  }

  private Network baseline() {
    return Network.design(task.sweep().spec(), task.sweep().base(), task.sweep().input());
  }

  private List<Design> designs(List<List<Integer>> choices) {
    return choices.stream()
        .map(its -> steps.design(Encoding.of(its.stream().mapToInt(Integer::intValue).toArray())))
        .toList();
  }

  /** A calibration under way. */
  private final class Running {
    private final List<Design> plan;
    private final long start;
    private final double secondsBefore;
    private final Map<StepType, Integer> places = new LinkedHashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<TimedDesign> timed = new ArrayList<>();
    private final Optional<LatencyTable> earlier;
    private String protocol = "";
    private Optional<Conditions> conditions = Optional.empty();
    private int done;

    Running(List<Design> plan, Optional<PartialTable> before, long start) {
      this.plan = plan;
      this.start = start;
      this.secondsBefore = before.map(PartialTable::seconds).orElse(0.0);
      this.done = before.map(PartialTable::done).orElse(0);
      this.earlier = before.map(PartialTable::table);
      earlier.ifPresent(table -> {
        table.steps().forEach(this::place);
        groups.addAll(table.groups());
        timed.addAll(table.designs());
      });
    }

    List<Network> networks() {
      return plan.stream().map(design -> steps.network(design).orElseThrow()).toList();
    }

    private int place(StepType type) {
      return places.computeIfAbsent(type, _ -> places.size());
    }

    private double seconds() {
      return secondsBefore + (nanoTime.getAsLong() - start) / 1e9;
    }

    void time(DesignTimer timer, Path part, StudyProgress progress) throws InterruptedException {
      Conditions here = timer.conditions();
      conditions = Optional.of(here);
      protocol = timer.protocol();
      if (earlier.flatMap(table -> table.difference(here)).isPresent()) {
        places.clear();
        groups.clear();
        timed.clear();
        done = 0; // another machine or version: nothing of it can be used
      }
      int first = done;
      double begin = seconds();
      while (done < plan.size() && (seconds() < task.budget().toSeconds() || groups.isEmpty())) {
        report(progress, first, begin);
        List<Design> group = plan.subList(done, Math.min(plan.size(), done + DesignTimer.GROUP));
        List<Network> networks =
            group.stream().map(design -> steps.network(design).orElseThrow()).toList();
        String date = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        GroupTimes times = timer.time(networks);
        groups.add(new Group(date, times.noise(), times.baselineMs()));
        for (int i = 0; i < group.size(); i++) {
          Design design = group.get(i);
          Network network = networks.get(i);
          times.designs().get(i).ifPresent(time -> timed.add(timed(design, network, time)));
        }
        done += group.size();
        List<List<Integer>> choices =
            plan.stream().map(design -> choices(steps.encoding(design))).toList();
        new PartialTable(PartialTable.SCHEMA, identity(), seconds(), choices, done, table())
            .write(part);
      }
    }

    private void report(StudyProgress progress, int first, double begin) {
      double left = task.budget().toSeconds() - seconds();
      if (done > first) {
        left = Math.min(left, (plan.size() - done) * (seconds() - begin) / (done - first));
      }
      progress.report(
          "timing on " + task.runtime().name(task.run()),
          done,
          plan.size(),
          "about %d s left".formatted(Math.max(0, Math.round(left))));
    }

    private TimedDesign timed(Design design, Network network, DesignTime time) {
      List<RuntimeStep> its = steps.steps(network);
      Map<String, String> choices = new LinkedHashMap<>();
      for (Parameter parameter : design.parameters()) {
        choices.put(parameter.name(), design.value(parameter.name()).text());
      }
      return new TimedDesign(
          choices,
          groups.size() - 1,
          time.overBaseline() * groups.getLast().baselineMs(),
          time.overBaseline(),
          time.samples(),
          its.stream().map(StepType::of).map(this::place).toList(),
          stepNanos(its, time.profile()));
    }

    /** The baseline's time over all groups. */
    private double anchor() {
      return Robust.median(groups.stream().map(Group::baselineMs).toList());
    }

    LatencyTable table() {
      Conditions its = conditions.orElseThrow();
      double anchor = anchor();
      return new LatencyTable(
          LatencyTable.SCHEMA,
          task.version(),
          task.sweep().spec().name(),
          task.spec(),
          task.sweep().input().map(Shape::toString).orElse(""),
          its.runtime(),
          its.runtimeVersion(),
          its.threads(),
          its.dtype(),
          its.machine(),
          task.cpu(),
          groups.getFirst().date(),
          task.seed(),
          protocol,
          List.copyOf(places.keySet()),
          groups,
          timed.stream().map(design -> design.anchoredAt(anchor)).toList(),
          Optional.empty());
    }
  }

  private static List<Integer> choices(Encoding encoding) {
    return Arrays.stream(encoding.toArray()).boxed().toList();
  }

  /** The times of the steps in a profile, which names them alike; none where it has others. */
  static List<Double> stepNanos(List<RuntimeStep> steps, List<NodeTime> profile) {
    Map<List<String>, Deque<Double>> times = new HashMap<>();
    for (NodeTime time : profile) {
      times.computeIfAbsent(time.nodes(), _ -> new ArrayDeque<>()).add((double) time.nanos());
    }
    List<Double> nanos = new ArrayList<>();
    for (RuntimeStep step : steps) {
      Deque<Double> its = times.get(step.nodes());
      if (its == null || its.isEmpty()) {
        return List.of();
      }
      nanos.add(its.remove());
    }
    return steps.size() == profile.size() ? nanos : List.of();
  }
}
