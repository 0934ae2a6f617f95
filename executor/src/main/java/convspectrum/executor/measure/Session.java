package convspectrum.executor.measure;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.measure.host.HostActivity;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.protocol.Schedule;
import convspectrum.executor.statistics.Bootstrap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** One batch: programs that are alive together, from compilation to closing. */
final class Session implements AutoCloseable {
  /** Largest share of the time for warming up. */
  private static final double WARM_UP_SHARE = 1.0 / 3;

  private final QuickProtocol protocol;
  private final Instruments instruments;
  private final Progress progress;
  private final List<Lineup> lineups;
  private final Timings timings;
  private final TreeSet<String> notes = new TreeSet<>();
  private final Map<Lineup, HostActivity> hosts = new IdentityHashMap<>();
  private Activity activity = Activity.NONE;
  private int placed;
  private double missingSeconds;
  private long compileNanos;
  private boolean interrupted;

  /** Creates a batch of these designs, each on every runtime that has it. */
  Session(
      QuickProtocol protocol,
      Instruments instruments,
      Progress progress,
      List<Lineup> lineups,
      List<String> designs,
      Baselines baselines) {
    this.protocol = protocol;
    this.instruments = instruments;
    this.progress = progress;
    this.lineups = lineups;
    this.timings = new Timings(lineups, designs, baselines);
  }

  Timings timings() {
    return timings;
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Returns the machine's activity during the rounds. */
  Activity activity() {
    return activity;
  }

  /** Returns the activity of a runtime's process during the rounds. */
  HostActivity activity(Lineup lineup) {
    return hosts.getOrDefault(lineup, HostActivity.NONE);
  }

  boolean interrupted() {
    return interrupted;
  }

  /** Number of complete rounds. */
  int rounds() {
    return timings.rounds();
  }

  /**
   * Returns about how many seconds of budget a runtime lacked for intervals; 0 where it has some.
   */
  double missingSeconds() {
    return missingSeconds;
  }

  /** Compiles, warms up and times until the precision or the end time is reached. */
  void run(long endNanos) {
    long before = instruments.now();
    compile();
    compileNanos = instruments.now() - before;
    pin(); // not earlier: threads that compiling starts would inherit the one CPU
    warmUp(endNanos);
    // Collects the garbage of compiling and warming up now and not during the timing.
    lineups.forEach(lineup -> lineup.host().collectGarbage());
    lineups.forEach(lineup -> hosts.put(lineup, lineup.host().activity()));
    Activity earlier = instruments.meter().now();
    rounds(endNanos);
    activity = instruments.meter().now().since(earlier);
    hosts.replaceAll((lineup, start) -> lineup.host().activity().since(start));
    for (HostActivity host : hosts.values()) {
      activity = activity.plus(host.own());
    }
  }

  /**
   * Pins the calling thread, also with several threads: those that a runtime pins leave it the last
   * CPU, and unpinned it may share a CPU with a thread that waits for it.
   */
  private void pin() {
    for (Lineup lineup : lineups) {
      if (protocol.pinned()) {
        lineup.host().pin().ifPresent(notes::add);
      }
    }
  }

  private void compile() {
    int done = 0;
    List<DesignTiming> all = timings.all();
    for (DesignTiming timing : all) {
      progress.report(Progress.Phase.COMPILE, done++, all.size(), timing.design());
      if (!stop()) {
        timing.compile();
      }
    }
  }

  private void warmUp(long endNanos) {
    List<DesignTiming> alive = timings.alive();
    long left = (long) ((endNanos - instruments.now()) * WARM_UP_SHARE);
    long sampleNanos =
        Math.max(protocol.sample().toNanos(), 1000 * instruments.resolution().stepNanos());
    for (int i = 0; i < alive.size() && !stop(); i++) {
      DesignTiming timing = alive.get(i);
      progress.report(Progress.Phase.WARM_UP, i, alive.size(), timing.design());
      long start = instruments.now();
      long share = Math.max(0, left) / (alive.size() - i); // the rest goes to the others
      timing.warmUp(
          Math.min(share, protocol.warmUp().toNanos()),
          protocol.steadiness(),
          sampleNanos,
          this::stop);
      left -= instruments.now() - start;
    }
    timings.evenOut();
  }

  private void rounds(long endNanos) {
    double roundNanos = roundEstimate();
    if (4 * roundNanos <= endNanos - instruments.now()) {
      rehearse(0);
    }
    Pace pace = new Pace(protocol, roundNanos, endNanos - instruments.now());
    progress.report(Progress.Phase.ROUNDS, 0, protocol.maxRounds(), "");
    double moveNanos = 2 * roundNanos; // an estimate until the first move
    String width = "";
    while (!pace.isDone() && !timings.alive().isEmpty() && !stop()) {
      if (pace.isTimeToLook()) {
        double widest = timings.widestHalfWidth(protocol.bootstrap());
        if (widest <= protocol.precision()) {
          pace.narrowEnough();
        }
        width = String.format(Locale.ROOT, "widest interval ±%.1f %%", 100 * widest);
      }
      long start = instruments.now();
      boolean move = pace.isPlacementFull();
      if (pace.rounds() > 0 && start + (move ? moveNanos : 0) + roundNanos > endNanos) {
        break;
      }
      if (move) {
        place(pace.rounds());
        moveNanos = instruments.now() - start;
        pace.moved(moveNanos, roundNanos, endNanos - instruments.now());
        continue; // interrupts and failed compilations were handled above
      }
      if (!round(pace.rounds())) {
        dropIncomplete(pace.rounds());
        continue;
      }
      pace.completeRound();
      roundNanos = Math.max(roundNanos * 0.9, instruments.now() - start);
      long more = (long) Math.max(0, (endNanos - instruments.now()) / roundNanos);
      long total = Math.min(protocol.maxRounds(), pace.rounds() + more);
      progress.report(Progress.Phase.ROUNDS, pace.rounds(), total, width);
    }
    noteRounds(pace.rounds());
    double repetitionNanos =
        protocol.placements() > 1
            ? roundNanos + Math.max(moveNanos, compileNanos + roundNanos)
            : roundNanos;
    missingSeconds = missingSeconds(repetitionNanos, Math.max(0, endNanos - instruments.now()));
  }

  /**
   * Estimates the budget that intervals lack.
   *
   * @param repetitionNanos time of a repetition of all programs
   * @param leftNanos time that was too short for another one
   */
  private double missingSeconds(double repetitionNanos, double leftNanos) {
    int repetitions =
        timings.alive().stream()
            .mapToInt(timing -> timing.samples().groups().size())
            .min()
            .orElse(0);
    int missing = Bootstrap.FEWEST - repetitions;
    // Of a larger budget, warming up may take its share.
    double seconds = (missing * repetitionNanos - leftNanos) / 1e9 / (1 - WARM_UP_SHARE);
    return missing <= 0 ? 0 : Math.max(1, Math.ceil(seconds / lineups.size()));
  }

  /**
   * Runs a round that is not kept, after {@code complete} rounds. During the warm-up each design
   * ran alone; if designs share code that the just-in-time compiler specialised for one of them,
   * their first round is slow. Newly placed programs have not touched their memory yet.
   */
  private void rehearse(int complete) {
    if (!stop()) {
      round(complete);
      timings.all().forEach(timing -> timing.truncate(complete));
    }
  }

  /**
   * Compiles all programs anew, so that their memory moves. All are closed before the first is
   * compiled, and each time another one is first.
   */
  private void place(int complete) {
    lineups.forEach(lineup -> lineup.host().unpin());
    List<DesignTiming> alive = timings.alive();
    alive.forEach(DesignTiming::close);
    for (int index : Schedule.order(alive.size(), ++placed)) {
      if (!stop()) {
        alive.get(index).compile();
      }
    }
    pin();
    alive.forEach(DesignTiming::beginPlacement);
    rehearse(complete);
    for (DesignTiming timing : timings.alive()) {
      if (timing.isCold() && !stop()) {
        timing.warmUpAgain(protocol.warmUp().toNanos(), protocol.steadiness(), this::stop);
      }
    }
  }

  private double roundEstimate() {
    return timings.alive().stream().mapToDouble(DesignTiming::nanosPerSample).sum();
  }

  /**
   * Takes one sample of each design; false if interrupted or if one failed. Runtimes take turns on
   * each design, another first in each round, so that their samples of a design are neighbours.
   */
  private boolean round(int round) {
    List<List<DesignTiming>> byDesign = timings.aliveByDesign();
    for (int design : Schedule.order(byDesign.size(), round)) {
      List<DesignTiming> runtimes = byDesign.get(design);
      for (int runtime : Schedule.order(runtimes.size(), round)) {
        if (stop()) {
          return false;
        }
        runtimes.get(runtime).sample();
      }
    }
    return byDesign.stream().flatMap(List::stream).allMatch(timing -> timing.failure().isEmpty());
  }

  private void dropIncomplete(int complete) {
    boolean some = timings.alive().stream().anyMatch(timing -> timing.rounds() > complete);
    timings.all().forEach(timing -> timing.truncate(complete));
    if (some) {
      notes.add("A round that was cut short is left out, since its samples have no pairs.");
    }
  }

  private void noteRounds(int complete) {
    if (complete > 0 && complete < protocol.minRounds() && !interrupted) {
      notes.add(
          "Only %d of at least %d rounds fit the time budget: give a larger one."
              .formatted(complete, protocol.minRounds()));
    }
  }

  // The interrupt flag stays cleared; if it were set, writing the results would fail.
  private boolean stop() {
    interrupted |= Thread.interrupted();
    return interrupted;
  }

  @Override
  public void close() {
    timings.all().forEach(DesignTiming::close);
    lineups.forEach(lineup -> lineup.host().unpin());
  }
}
