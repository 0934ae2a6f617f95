package convspectrum.reports.explore;

import convspectrum.costmodel.Cost;
import convspectrum.reports.chart.Bars;
import convspectrum.reports.chart.Bars.Bar;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.profile.DesignProfile;
import convspectrum.search.profile.LayerTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where the time of designs goes: a bar per design, a picture per runtime, and a table of all
 * steps. Steps have colors by node where few names occur in all designs, else by op.
 */
final class StepReport {
  /** Number of parts that can have a color of their own. */
  private static final int MOST_PARTS = 6;

  /** Number of designs shown of a large sweep, so that the page stays small enough to send. */
  private static final int MOST_DESIGNS = 60;

  private static final String OTHERS = "other steps";

  private final List<DesignProfile> profiles;
  private final long designs;

  /** Of these profiles, those of the first designs. */
  StepReport(List<DesignProfile> profiles) {
    List<String> labels = profiles.stream().map(DesignProfile::design).distinct().toList();
    Set<String> shown = Set.copyOf(labels.subList(0, Math.min(MOST_DESIGNS, labels.size())));
    this.profiles = profiles.stream().filter(one -> shown.contains(one.design())).toList();
    this.designs = labels.size();
  }

  /** A step of a design on a runtime. */
  record Step(DesignProfile of, LayerTime layer) {
    String runtime() {
      return of.times().conditions().runtime();
    }

    Cost cost() {
      return layer.cost();
    }

    String name() {
      int more = layer.nodes().size() - 1;
      return layer.nodes().getFirst() + (more > 0 ? " +" + more : "");
    }

    double share() {
      return layer.ms() / of.times().sumMs();
    }

    /** 10⁹ FLOP a second; NaN where it has none. */
    double gflops() {
      return cost().flops() > 0 && layer.ms() > 0 ? cost().flops() / layer.ms() / 1e6 : Double.NaN;
    }
  }

  /** All steps, in order. */
  List<Step> steps() {
    return profiles.stream()
        .flatMap(profile -> profile.times().layers().stream().map(one -> new Step(profile, one)))
        .toList();
  }

  /** A picture per runtime; none where nothing was profiled. */
  List<Bars> bars() {
    List<Bars> all = new ArrayList<>();
    List<String> runtimes = steps().stream().map(Step::runtime).distinct().toList();
    for (String runtime : runtimes) {
      List<Step> steps = steps().stream().filter(one -> one.runtime().equals(runtime)).toList();
      all.add(bars(runtime, steps));
    }
    return all;
  }

  private Bars bars(String runtime, List<Step> steps) {
    boolean byNode = steps.stream().map(Step::name).distinct().count() <= MOST_PARTS;
    Function<Step, String> key = byNode ? Step::name : step -> step.layer().op();
    List<String> parts = parts(steps, key);
    Map<DesignProfile, double[]> lengths = new LinkedHashMap<>();
    for (Step step : steps) {
      int part = parts.indexOf(key.apply(step));
      double[] bar = lengths.computeIfAbsent(step.of(), _ -> new double[parts.size()]);
      bar[part < 0 ? parts.size() - 1 : part] += step.layer().ms();
    }
    List<Bar> bars = new ArrayList<>();
    lengths.forEach(
        (profile, bar) -> bars.add(new Bar(profile.design(), Arrays.stream(bar).boxed().toList())));
    String rest =
        designs > MOST_DESIGNS ? "; the first " + MOST_DESIGNS + " of " + designs + " designs" : "";
    return new Bars(
        "steps-" + ComparisonCharts.anchor(runtime),
        "Where the time goes, " + runtime,
        "Median time of each step in a profiled pass by "
            + runtime
            + ", summed up by "
            + (byNode ? "node" : "op")
            + rest
            + ".",
        "time (ms)",
        parts,
        bars);
  }

  /** The names that take most of the time, in the order of their first step; then the others. */
  private static List<String> parts(List<Step> steps, Function<Step, String> key) {
    Map<String, Double> times =
        steps.stream()
            .collect(
                Collectors.groupingBy(
                    key, LinkedHashMap::new, Collectors.summingDouble(one -> one.layer().ms())));
    if (times.size() <= MOST_PARTS) {
      return List.copyOf(times.keySet());
    }
    List<String> most =
        times.entrySet().stream()
            .sorted(Comparator.comparingDouble(one -> -one.getValue()))
            .limit(MOST_PARTS - 1)
            .map(Map.Entry::getKey)
            .toList();
    List<String> parts = new ArrayList<>(times.keySet().stream().filter(most::contains).toList());
    parts.add(OTHERS);
    return parts;
  }

  /** The table {@code steps}. */
  ResultTable table() {
    Columns<Step> columns =
        new Columns<>(steps())
            .text(
                "design",
                step -> step.of().design(),
                ColumnDescription.text("Design", "The design, or the values of its parameters."))
            .text("runtime", Step::runtime, ColumnDescription.text("Runtime", "The runtime."))
            .text(
                "step",
                Step::name,
                ColumnDescription.text(
                    "Step", "The first node of the step, and how many more it computes."))
            .text(
                "op",
                step -> step.layer().op(),
                ColumnDescription.text("Op", "What the runtime calls it."))
            .text(
                "kernel",
                step -> step.layer().kernel(),
                ColumnDescription.text(
                    "Kernel", "What the runtime says that it uses; none where it does not say."))
            .real(
                "wasted_share",
                step -> step.layer().wastedShare(),
                ColumnDescription.percent(
                    "Wasted",
                    "Of its multiply-adds, those whose results are thrown away, because registers or"
                        + " blocks hold more channels than there are; none where that is not known."))
            .real(
                "ms",
                step -> step.layer().ms(),
                ColumnDescription.milliseconds("Time", "Median time in a profiled pass."))
            .real("share", Step::share, ColumnDescription.percent("Share", "Of all steps."))
            .count(
                "macs",
                step -> step.cost().macs(),
                ColumnDescription.count("MACs", "Multiply-accumulates."))
            .count(
                "bytes",
                step -> step.cost().bytes(),
                ColumnDescription.bytes("Traffic", "Values and parameters read and written."))
            .real(
                "intensity",
                step -> intensity(step.cost()),
                ColumnDescription.number(
                    "Intensity", "FLOP/B", new Notation.Significant(3), "FLOPs per byte moved."))
            .real(
                "gflops",
                Step::gflops,
                ColumnDescription.number(
                    "Rate", "GFLOP/s", new Notation.Significant(3), "FLOPs divided by time."));
    return new ResultTable("steps", "Where the time goes", columns.list(), Notes.none());
  }

  /** FLOPs per byte; NaN where one of the two is zero. */
  static double intensity(Cost cost) {
    return cost.bytes() == 0 || cost.flops() == 0 ? Double.NaN : cost.arithmeticIntensity();
  }
}
