package convspectrum.search.predict.transfer;

import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.executor.statistics.Robust;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.predict.DesignTimer;
import convspectrum.search.predict.DesignTimer.DesignTime;
import convspectrum.search.predict.DesignTimer.GroupTimes;
import convspectrum.search.predict.LatencyTable;
import convspectrum.search.predict.LatencyTable.TimedDesign;
import convspectrum.search.predict.LatencyTableException;
import convspectrum.search.predict.Prediction;
import convspectrum.search.predict.Predictor;
import convspectrum.search.predict.StepType;
import convspectrum.search.predict.Transfer;
import convspectrum.search.study.StudyProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Times a few designs of a table on this machine, and finds how the others take here. */
public final class Transferring {
  /** Fewer designs tell nothing of the error. */
  public static final int FEWEST = 5;

  private final LatencyTable table;
  private final Sweep sweep;
  private final InferenceRuntime runtime;
  private final RunOptions run;
  private final long seed;
  private final Predictor there;

  /**
   * A transfer.
   *
   * @param table of the same runtime, from anywhere
   * @param sweep the space that it was made of
   * @param run how designs are run here
   */
  public Transferring(
      LatencyTable table, Sweep sweep, InferenceRuntime runtime, RunOptions run, long seed) {
    this.table = table.original();
    this.sweep = sweep;
    this.runtime = runtime;
    this.run = run;
    this.seed = seed;
    this.there = Predictor.of(this.table);
  }

  /** A design, and the milliseconds that each kind of its steps takes there. */
  private record Candidate(Network network, Map<String, Double> kinds) {
    double all() {
      return kinds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** How differently two designs spend their time: 0 for the same shares of as long a time. */
    double distance(Candidate other) {
      SortedSet<String> names = new TreeSet<>(kinds.keySet());
      names.addAll(other.kinds.keySet());
      double sum = Math.abs(Math.log(all() / other.all()));
      for (String name : names) {
        sum +=
            Math.abs(
                kinds.getOrDefault(name, 0.0) / all()
                    - other.kinds.getOrDefault(name, 0.0) / other.all());
      }
      return sum;
    }
  }

  /**
   * The table for this machine.
   *
   * @param measure how many designs are timed here, {@value #FEWEST} or more
   * @param cpu this machine in words
   * @throws InterruptedException where the thread is interrupted
   * @throws LatencyTableException where too few designs can be timed
   */
  public LatencyTable of(int measure, String cpu, DesignTimer.Opener opener, StudyProgress progress)
      throws InterruptedException {
    List<Candidate> chosen = spread(candidates(progress), measure);
    List<Candidate> timed = new ArrayList<>();
    List<Double> overBaseline = new ArrayList<>();
    List<Double> baselines = new ArrayList<>();
    Conditions here;
    try (DesignTimer timer = opener.open(chosen.stream().map(Candidate::network).toList())) {
      here = timer.conditions();
      int done = 0;
      for (List<Candidate> group : DesignTimer.groups(chosen)) {
        progress.report("timing designs of the table", done, chosen.size(), "");
        done += group.size();
        GroupTimes times = timer.time(group.stream().map(Candidate::network).toList());
        baselines.add(times.baselineMs());
        for (int i = 0; i < group.size(); i++) {
          Optional<DesignTime> time = times.designs().get(i);
          if (time.isPresent()) {
            timed.add(group.get(i));
            overBaseline.add(time.get().overBaseline());
          }
        }
      }
      progress.report("timing designs of the table", chosen.size(), chosen.size(), "");
    }
    if (timed.size() < FEWEST) {
      throw new LatencyTableException(
          "found %d designs of the table that could be timed here; expected %d or more; try predict calibrate"
              .formatted(timed.size(), FEWEST));
    }
    return transferred(timed, overBaseline, Robust.median(baselines), here, cpu);
  }

  private LatencyTable transferred(
      List<Candidate> timed,
      List<Double> overBaseline,
      double baselineMs,
      Conditions here,
      String cpu) {
    SortedSet<String> kinds = new TreeSet<>();
    timed.forEach(one -> kinds.addAll(one.kinds().keySet()));
    double[][] rows =
        timed.stream()
            .map(one ->
                kinds.stream().mapToDouble(kind -> one.kinds().getOrDefault(kind, 0.0)).toArray())
            .toArray(double[][]::new);
    TransferFit fit =
        TransferFit.of(
            rows, overBaseline.stream().mapToDouble(ratio -> ratio * baselineMs).toArray());
    Map<String, Double> factors = new TreeMap<>();
    int place = 0;
    for (String kind : kinds) {
      factors.put(kind, fit.factors().get(place++));
    }
    return table.transferred(
        here,
        cpu,
        new Transfer(
            table.machine(),
            table.cpu(),
            table.runtimeVersion(),
            table.threads(),
            table.date(),
            timed.size(),
            fit.common(),
            factors,
            baselineMs,
            fit.medianError(),
            fit.usualError()));
  }

  /** The designs of the table that the runtime makes the steps of here. */
  private List<Candidate> candidates(StudyProgress progress) {
    List<Candidate> candidates = new ArrayList<>();
    int done = 0;
    for (TimedDesign design : table.designs()) {
      progress.report("finding steps", done++, table.designs().size(), "");
      Network network =
          Network.design(sweep.spec(), sweep.spec().design(design.choices()), sweep.input());
      try {
        candidates.add(new Candidate(network, kinds(network)));
      } catch (UnsupportedGraphException e) {
        continue; // what cannot run here is not timed here
      }
    }
    return candidates;
  }

  private Map<String, Double> kinds(Network network) {
    Map<String, Long> picoseconds = new HashMap<>();
    picoseconds.put(Predictor.CALL, there.callPicoseconds());
    for (RuntimeStep step : runtime.steps(network.graph(), network.weights().apply(seed), run)) {
      StepType type = StepType.of(step);
      picoseconds.merge(type.kernel(), there.picoseconds(type), Math::addExact);
    }
    Map<String, Double> kinds = new LinkedHashMap<>();
    picoseconds.forEach(
        (kind, its) -> kinds.put(kind, (double) its / Prediction.PICOSECONDS_PER_MS));
    return kinds;
  }

  /** Designs that differ most: first the slowest, then always the one farthest from those taken. */
  private static List<Candidate> spread(List<Candidate> candidates, int most) {
    List<Candidate> left = new ArrayList<>(candidates);
    List<Candidate> taken = new ArrayList<>();
    while (!left.isEmpty() && taken.size() < most) {
      Candidate next = left.getFirst();
      double farthest = Double.NEGATIVE_INFINITY;
      for (Candidate one : left) {
        double far =
            taken.isEmpty()
                ? one.all()
                : taken.stream().mapToDouble(one::distance).min().orElseThrow();
        if (far > farthest) {
          farthest = far;
          next = one;
        }
      }
      taken.add(next);
      left.remove(next);
    }
    return taken;
  }
}
