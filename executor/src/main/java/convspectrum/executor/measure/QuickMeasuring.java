package convspectrum.executor.measure;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.statistics.Bootstrap;
import convspectrum.executor.statistics.Interval;
import convspectrum.executor.statistics.Robust;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Measures designs on one runtime by the protocol {@code quick}. Measure one runtime after another:
 * all programs are closed on return, so that no thread of one is alive while the next is timed.
 * Deterministic, given the clock and the seed.
 */
public final class QuickMeasuring {
  private final QuickProtocol protocol;
  private final Instruments instruments;
  private final Bootstrap bootstrap;

  /** Measures by this protocol with these instruments. */
  public QuickMeasuring(QuickProtocol protocol, Instruments instruments) {
    this.protocol = protocol;
    this.instruments = instruments;
    this.bootstrap = new Bootstrap(protocol.resamples(), protocol.seed());
  }

  /**
   * Measures all subjects. Interrupting the thread ends it soon, with what was measured so far.
   *
   * @param conditions what is the same for all of them
   * @param subjects what to measure, with distinct labels, outputs already checked
   * @param baseline label of the subject that speed-ups are relative to
   * @param progress told how far it is
   * @throws IllegalArgumentException where a label is there twice, or the baseline is not there
   */
  public MeasurementRun measure(
      Conditions conditions, List<Subject> subjects, Optional<String> baseline, Progress progress) {
    Optional<Subject> base = baseline.map(label -> find(subjects, label));
    requireDistinct(subjects);
    long start = instruments.now();
    List<List<Subject>> batches = Batches.of(subjects, base, protocol.memoryBytes());
    List<Session> sessions = new ArrayList<>();
    int unmeasured = batches.stream().mapToInt(List::size).sum();
    for (List<Subject> batch : batches) {
      long now = instruments.now();
      long left = protocol.budget().toNanos() - (now - start);
      long end = now + Math.max(0, left) * batch.size() / Math.max(1, unmeasured);
      unmeasured -= batch.size();
      try (Session session =
          new Session(protocol, instruments, conditions.threads(), progress, batch, base)) {
        sessions.add(session);
        session.run(end);
        if (session.interrupted()) {
          break;
        }
      }
    }
    return assemble(conditions, subjects, base, batches.size(), sessions);
  }

  private static Subject find(List<Subject> subjects, String label) {
    return subjects.stream()
        .filter(subject -> subject.design().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "baseline %s is not among the designs: %s"
                    .formatted(label, subjects.stream().map(Subject::design).toList())));
  }

  private static void requireDistinct(List<Subject> subjects) {
    Set<String> seen = new HashSet<>();
    for (Subject subject : subjects) {
      if (!seen.add(subject.design())) {
        throw new IllegalArgumentException(
            "two designs are called " + subject.design() + "; expected distinct labels");
      }
    }
  }

  private MeasurementRun assemble(
      Conditions conditions,
      List<Subject> subjects,
      Optional<Subject> baseline,
      int batches,
      List<Session> sessions) {
    NoiseReport noise = noise(sessions);
    boolean partial = sessions.stream().anyMatch(Session::interrupted);
    Map<String, List<Entry>> entries = new HashMap<>();
    for (Session session : sessions) {
      for (Contestant contestant : session.contestants()) {
        entries
            .computeIfAbsent(contestant.subject().design(), unused -> new ArrayList<>())
            .add(new Entry(session, contestant));
      }
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Subject subject : subjects) {
      List<Entry> found = entries.getOrDefault(subject.design(), List.of());
      boolean isBaseline = baseline.isPresent() && baseline.get() == subject;
      outcomes.add(outcome(subject.design(), conditions, found, isBaseline, noise));
    }
    return new MeasurementRun(
        conditions,
        protocol,
        outcomes,
        noise,
        sessions.stream().mapToInt(Session::rounds).sum(),
        batches,
        partial,
        notes(sessions, outcomes, baseline, batches, partial));
  }

  /** A subject in one batch. */
  private record Entry(Session session, Contestant contestant) {}

  private Outcome outcome(
      String design,
      Conditions conditions,
      List<Entry> entries,
      boolean isBaseline,
      NoiseReport noise) {
    List<Double> samples = new ArrayList<>();
    List<Integer> disturbed = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.contestant().failure().isPresent()) {
        return new NotMeasured(design, conditions, entry.contestant().failure().get());
      }
      for (int index : entry.contestant().disturbed()) {
        disturbed.add(samples.size() + index);
      }
      for (double sample : entry.contestant().samples()) {
        samples.add(sample);
      }
    }
    if (samples.isEmpty()) {
      return new NotMeasured(design, conditions, "interrupted before its first round was complete");
    }
    double[] times = samples.stream().mapToDouble(Double::doubleValue).toArray();
    Contestant last = entries.getLast().contestant();
    return new Measurement(
        design,
        conditions,
        protocol,
        last.warmUp(),
        last.repetitions(),
        samples,
        disturbed,
        Robust.median(times),
        bootstrap.median(times),
        isBaseline ? ownSpeedup(design, times.length) : speedup(entries.getLast()),
        noise);
  }

  /** The baseline is exactly as fast as itself. */
  private static Optional<Speedup> ownSpeedup(String design, int rounds) {
    return Optional.of(new Speedup(design, 1, new Interval(1, 1, Interval.LEVEL), rounds));
  }

  private Optional<Speedup> speedup(Entry entry) {
    Optional<Contestant> baseline =
        entry.session().baseline().filter(base -> base.failure().isEmpty());
    if (baseline.isEmpty()) {
      return Optional.empty();
    }
    double[] ratios = Bootstrap.ratios(baseline.get().samples(), entry.contestant().samples());
    return Optional.of(
        new Speedup(
            baseline.get().subject().design(),
            Robust.median(ratios),
            bootstrap.median(ratios),
            ratios.length));
  }

  private static NoiseReport noise(List<Session> sessions) {
    List<double[]> references = new ArrayList<>();
    List<double[]> all = new ArrayList<>();
    Activity activity = Activity.NONE;
    int disturbed = 0;
    for (Session session : sessions) {
      List<Contestant> measured =
          session.contestants().stream().filter(c -> c.rounds() > 0).toList();
      session
          .baseline()
          .filter(c -> c.rounds() > 0)
          .or(() -> measured.stream().findFirst())
          .ifPresent(c -> references.add(c.samples()));
      for (Contestant contestant : measured) {
        all.add(contestant.samples());
        disturbed += contestant.disturbed().size();
      }
      activity = activity.plus(session.activity());
    }
    return NoiseReport.of(references, all, disturbed, activity);
  }

  private List<String> notes(
      List<Session> sessions,
      List<Outcome> outcomes,
      Optional<Subject> baseline,
      int batches,
      boolean partial) {
    Set<String> notes = new LinkedHashSet<>();
    if (partial) {
      notes.add("Interrupted: these are the rounds that were complete by then.");
    }
    sessions.forEach(session -> notes.addAll(session.notes()));
    if (batches > 1) {
      notes.add(
          "The programs do not fit %.1f GiB together: measured in %d batches%s."
              .formatted(
                  protocol.memoryBytes() / (double) (1L << 30),
                  batches,
                  baseline.isPresent() ? ", each with the baseline" : ""));
    }
    List<String> unsteady =
        outcomes.stream()
            .filter(outcome -> outcome instanceof Measurement m && !m.warmUp().steady())
            .map(Outcome::design)
            .toList();
    if (!unsteady.isEmpty()) {
      notes.add(
          "Not found steady within the time for warming up: %s."
              .formatted(String.join(", ", unsteady)));
    }
    outcomes.stream()
        .filter(outcome -> outcome instanceof NotMeasured)
        .filter(outcome -> baseline.isPresent() && baseline.get().design().equals(outcome.design()))
        .forEach(outcome -> notes.add("The baseline was not measured, so there are no speed-ups."));
    return List.copyOf(notes);
  }
}
