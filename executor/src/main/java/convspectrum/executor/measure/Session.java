package convspectrum.executor.measure;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.machine.Affinity;
import convspectrum.executor.statistics.Bootstrap;
import convspectrum.executor.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** One batch: programs that are alive together, from compiling them to closing them. */
final class Session implements AutoCloseable {
  /** How much of the time may go into warming up. */
  private static final double WARM_UP_SHARE = 1.0 / 3;

  private final QuickProtocol protocol;
  private final Instruments instruments;
  private final int threads;
  private final Progress progress;
  private final List<Contestant> contestants;
  private final Optional<Contestant> baseline;
  private final LongSupplier switches;
  private final TreeSet<String> notes = new TreeSet<>();
  private Activity activity = Activity.NONE;
  private boolean interrupted;

  Session(
      QuickProtocol protocol,
      Instruments instruments,
      int threads,
      Progress progress,
      List<Subject> subjects,
      Optional<Subject> baseline) {
    this.protocol = protocol;
    this.instruments = instruments;
    this.threads = threads;
    this.progress = progress;
    this.contestants = subjects.stream().map(Contestant::new).toList();
    this.baseline =
        contestants.stream()
            .filter(c -> baseline.isPresent() && c.subject() == baseline.get())
            .findFirst();
    this.switches =
        threads == 1
            ? instruments.meter()::involuntarySwitchesOfThread
            : instruments.meter()::involuntarySwitchesOfProcess;
  }

  List<Contestant> contestants() {
    return contestants;
  }

  Optional<Contestant> baseline() {
    return baseline;
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** What else the machine did during the rounds. */
  Activity activity() {
    return activity;
  }

  boolean interrupted() {
    return interrupted;
  }

  /** Complete rounds. */
  int rounds() {
    return contestants.stream().mapToInt(Contestant::rounds).max().orElse(0);
  }

  /** Compiles, warms up and times until the precision is reached or the clock passes the end. */
  void run(long endNanos) {
    compile();
    // Pinned only now: threads that compiling starts would inherit the one CPU.
    try (Pinning pinning = Pinning.of(threads == 1 && protocol.pinned())) {
      pinning.note().ifPresent(notes::add);
      warmUp(endNanos);
      System.gc(); // garbage of compiling and warming up goes now, not while something is timed
      Activity before = instruments.meter().now();
      rounds(endNanos);
      activity = instruments.meter().now().since(before);
    }
  }

  private void compile() {
    int done = 0;
    for (Contestant contestant : contestants) {
      progress.report(
          Progress.Phase.COMPILE, done++, contestants.size(), contestant.subject().design());
      if (!stop()) {
        contestant.compile();
      }
    }
  }

  private void warmUp(long endNanos) {
    List<Contestant> alive = alive();
    long left = (long) ((endNanos - instruments.now()) * WARM_UP_SHARE);
    long sampleNanos =
        Math.max(protocol.sample().toNanos(), 1000 * instruments.resolution().stepNanos());
    for (int i = 0; i < alive.size() && !stop(); i++) {
      Contestant contestant = alive.get(i);
      progress.report(Progress.Phase.WARM_UP, i, alive.size(), contestant.subject().design());
      long start = instruments.now();
      long share = Math.max(0, left) / (alive.size() - i); // what one leaves goes to the others
      contestant.warmUp(
          instruments.nanoTime(),
          Math.min(share, protocol.warmUp().toNanos()),
          protocol.steadiness(),
          sampleNanos,
          this::stop);
      left -= instruments.now() - start;
    }
  }

  private void rounds(long endNanos) {
    rehearse(endNanos);
    int complete = 0;
    int nextCheck = protocol.minRounds();
    double roundNanos = roundEstimate();
    while (complete < protocol.maxRounds() && !alive().isEmpty() && !stop()) {
      long start = instruments.now();
      if (complete > 0 && start + roundNanos > endNanos) {
        break;
      }
      if (!round(complete)) {
        dropIncomplete(complete);
        continue;
      }
      complete++;
      roundNanos = Math.max(roundNanos * 0.9, instruments.now() - start);
      long more = (long) Math.max(0, (endNanos - instruments.now()) / roundNanos);
      long total = Math.min(protocol.maxRounds(), complete + more);
      progress.report(Progress.Phase.ROUNDS, complete, total, "");
      if (complete >= nextCheck) {
        double widest = widestHalfWidth();
        if (widest <= protocol.precision()) {
          break;
        }
        progress.report(
            Progress.Phase.ROUNDS,
            complete,
            total,
            String.format(Locale.ROOT, "widest interval ±%.1f %%", 100 * widest));
        nextCheck = complete + Math.max(1, complete / 4);
      }
    }
    noteRounds(complete);
  }

  /**
   * A round that is not kept. While the designs were warmed up each ran alone; where they share
   * code that a just-in-time compiler specialised to one of them, their first meeting is slow.
   */
  private void rehearse(long endNanos) {
    if (stop() || 4 * roundEstimate() > endNanos - instruments.now()) {
      return;
    }
    round(0);
    for (Contestant contestant : contestants) {
      contestant.truncate(0);
    }
  }

  private double roundEstimate() {
    return alive().stream().mapToDouble(Contestant::nanosPerSample).sum();
  }

  /** Takes one sample of each; false if that was cut short or one of them failed. */
  private boolean round(int round) {
    List<Contestant> alive = alive();
    for (int index : Schedule.order(alive.size(), round)) {
      if (stop()) {
        return false;
      }
      alive.get(index).sample(instruments.nanoTime(), switches);
    }
    return alive.stream().allMatch(contestant -> contestant.failure().isEmpty());
  }

  private void dropIncomplete(int complete) {
    boolean some = alive().stream().anyMatch(contestant -> contestant.rounds() > complete);
    for (Contestant contestant : contestants) {
      contestant.truncate(complete);
    }
    if (some) {
      notes.add("A round that was cut short is left out, since its samples have no pairs.");
    }
  }

  private void noteRounds(int complete) {
    if (complete > 0 && complete < protocol.minRounds() && !interrupted) {
      notes.add(
          "Only %d of at least %d rounds fit the time budget: intervals are wide; give a larger budget."
              .formatted(complete, protocol.minRounds()));
    }
  }

  private double widestHalfWidth() {
    Bootstrap bootstrap = new Bootstrap(protocol.resamples(), protocol.seed());
    double widest = 0;
    for (Contestant contestant : alive()) {
      if (baseline.isPresent() && baseline.get() == contestant) {
        continue;
      }
      Interval interval =
          baseline.isPresent() && baseline.get().failure().isEmpty()
              ? bootstrap.medianOfRatios(baseline.get().samples(), contestant.samples())
              : bootstrap.median(contestant.samples());
      widest = Math.max(widest, interval.relativeHalfWidth());
    }
    return widest;
  }

  private List<Contestant> alive() {
    List<Contestant> alive = new ArrayList<>();
    for (Contestant contestant : contestants) {
      if (contestant.failure().isEmpty()) {
        alive.add(contestant);
      }
    }
    return alive;
  }

  // The interrupt is taken and not restored: with it set, writing the results would fail.
  private boolean stop() {
    interrupted |= Thread.interrupted();
    return interrupted;
  }

  @Override
  public void close() {
    contestants.forEach(Contestant::close);
  }

  /** A pin, or none. */
  private record Pinning(Optional<Affinity.Pin> pin) implements AutoCloseable {
    static Pinning of(boolean wanted) {
      return new Pinning(wanted ? Optional.of(Affinity.pinToLast()) : Optional.empty());
    }

    Optional<String> note() {
      return pin.map(made -> "The measuring thread was " + made.note() + ".");
    }

    @Override
    public void close() {
      pin.ifPresent(Affinity.Pin::close);
    }
  }
}
