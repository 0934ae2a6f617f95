package convspectrum.search.fleet;

import convspectrum.search.fleet.Visit.State;
import convspectrum.search.study.StudyProgress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets the machines of a cluster measure. Each kind of machine measures once, or each worker does.
 * On one machine one worker measures at a time, and nothing else of ours runs there then; different
 * machines measure at the same time. Where a worker fails, another of its kind measures.
 */
public final class FleetMeasuring {
  private static final long PAUSE_MILLIS = 50;

  /** A worker whose processes end at once, as where a disk is full, starts others for ever. */
  private static final int MOST_LOST = 10;

  private final Fleet fleet;
  private final FleetTask<MachineRun> task;
  private final int threads;
  private final boolean every;
  private final Map<String, Station> stations = new LinkedHashMap<>();
  private int lost; // one after the other, before they measured
  private long lastCame = System.nanoTime();

  /**
   * Measures on these workers.
   *
   * @param task measures all that is compared
   * @param threads that it measures with; a worker that is lent fewer cores does not measure
   * @param every whether all workers of a kind measure, and not the first that can
   */
  public FleetMeasuring(Fleet fleet, FleetTask<MachineRun> task, int threads, boolean every) {
    this.fleet = fleet;
    this.task = task;
    this.threads = threads;
    this.every = every;
  }

  /**
   * Measures, and waits for it. Interrupting the thread ends it, with what has come by then.
   *
   * @return what came of each worker, in the order in which they came
   */
  public List<Visit> run(StudyProgress progress) {
    try {
      while (!isOver()) {
        welcome();
        List<FleetWorker> there = fleet.workers();
        stations.values().forEach(Station::collect); // what came before a worker had gone
        stations.values().stream()
            .filter(station -> !station.isOver() && !there.contains(station.worker()))
            .forEach(this::lose);
        stations.values().stream().filter(Station::isReady).forEach(this::assign);
        report(progress);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stations.values().forEach(Station::interrupt);
    }
    return visits();
  }

  private List<Visit> visits() {
    List<Visit> visits = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Station station : stations.values()) {
      String name = station.host();
      for (int i = 2; !names.add(name); i++) {
        name = station.host() + "-" + i;
      }
      visits.add(station.visit(name));
    }
    return visits;
  }

  private boolean isOver() {
    return System.nanoTime() - lastCame >= fleet.settling().toNanos()
        && !stations.isEmpty()
        && stations.values().stream().allMatch(Station::isOver);
  }

  /** Looks at workers that have come, but at none whose machine is measuring. */
  private void welcome() {
    List<FleetWorker> there = fleet.workers();
    for (FleetWorker worker : there) {
      if (!stations.containsKey(worker.id()) && lost < MOST_LOST) {
        stations.put(worker.id(), new Station(worker));
        lastCame = System.nanoTime();
      }
    }
    for (Station station : stations.values()) {
      if (station.isNew() && isIdle(station)) {
        station.look(fleet.begin(station.worker(), new Looking()));
      }
    }
  }

  /** Its machine may start another one. */
  private void lose(Station station) {
    boolean began = station.isMeasuring();
    station.lose(fleet.loss(station.worker()));
    lost = began ? 0 : lost + 1;
    lastCame = System.nanoTime();
  }

  private boolean isIdle(Station station) {
    return stations.values().stream()
        .noneMatch(other -> other.isMeasuring() && other.sharesMachine(station));
  }

  private void assign(Station station) {
    if (station.worker().cores() < threads) {
      station.end(
          State.FAILED,
          "the worker is lent %s; expected %d at least, for --threads %d"
              .formatted(
                  station.worker().cores() == 1 ? "1 core" : station.worker().cores() + " cores",
                  threads,
                  threads));
      return;
    }
    if (!every) {
      if (stations.values().stream()
          .anyMatch(other -> other.hasMeasured() && other.isLike(station))) {
        station.end(State.ALIKE, "");
        return;
      }
      if (stations.values().stream()
          .anyMatch(other -> other.isMeasuring() && other.isLike(station))) {
        return; // which may fail
      }
    }
    boolean isLookedAt =
        stations.values().stream()
            .anyMatch(other -> other.isLooking() && other.sharesMachine(station));
    if (isIdle(station) && !isLookedAt) {
      station.measure(fleet.begin(station.worker(), task));
    }
  }

  private void report(StudyProgress progress) {
    long done = stations.values().stream().filter(Station::isOver).count();
    String hosts =
        stations.values().stream()
            .filter(Station::isMeasuring)
            .map(Station::host)
            .distinct()
            .collect(Collectors.joining(", "));
    progress.report(
        "measuring on workers",
        done,
        Math.max(1, stations.size()),
        hosts.isEmpty() ? "looking for machines" : hosts);
  }
}
