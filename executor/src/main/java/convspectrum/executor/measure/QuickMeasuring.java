package convspectrum.executor.measure;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.measure.host.HostActivity;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NoiseReport;
import convspectrum.executor.measure.result.NotMeasured;
import convspectrum.executor.measure.result.Outcome;
import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.statistics.Bootstrap;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Measures designs by the protocol {@code quick}, on one runtime or on several that take turns. It
 * closes all programs before it returns. It is deterministic, given the clock and the seed.
 */
public final class QuickMeasuring {
  private final QuickProtocol protocol;
  private final Instruments instruments;
  private final Bootstrap bootstrap;

  /** Creates a measurement with this protocol and these instruments. */
  public QuickMeasuring(QuickProtocol protocol, Instruments instruments) {
    this.protocol = protocol;
    this.instruments = instruments;
    this.bootstrap = protocol.bootstrap();
  }

  /**
   * Measures all designs. An interrupt of the thread ends it soon, with the samples taken so far.
   *
   * @param lineups one per runtime; several runtimes should each have their own process, so that no
   *     thread of one runs while another is timed
   * @param baselines what speed-ups are relative to; on a runtime without a baseline there are none
   * @param progress receives the progress
   * @return a run per lineup, in order; rounds of the same number are pairs
   * @throws IllegalArgumentException if no lineup contains the baseline
   */
  public List<MeasurementRun> measure(
      List<Lineup> lineups, Baselines baselines, Progress progress) {
    return measure(lineups, baselines, progress, (_, _) -> {});
  }

  /**
   * The same, and tells of each group of designs when it is measured.
   *
   * @param finished receives the designs of a group, and a run per lineup that has all groups until
   *     then
   */
  public List<MeasurementRun> measure(
      List<Lineup> lineups,
      Baselines baselines,
      Progress progress,
      BiConsumer<List<String>, List<MeasurementRun>> finished) {
    baselines.all().forEach(label -> requireThere(lineups, label));
    long start = instruments.now();
    long budget = Math.multiplyExact(protocol.budget().toNanos(), (long) lineups.size());
    List<List<String>> batches = Batches.of(lineups, baselines, protocol.memoryBytes());
    Batches.Parts parts = Batches.Parts.of(batches, lineups, baselines);
    List<Session> sessions = new ArrayList<>();
    double unmeasured = batches.stream().mapToDouble(batch -> Batches.share(batch, lineups)).sum();
    for (List<String> batch : batches) {
      long now = instruments.now();
      long left = budget - (now - start);
      double share = Batches.share(batch, lineups);
      long end = now + (long) (Math.max(0, left) * Math.min(1, share / unmeasured));
      unmeasured -= share;
      try (Session session =
          new Session(
              protocol,
              instruments,
              numbered(progress, sessions.size(), batches.size()),
              lineups,
              batch,
              baselines)) {
        sessions.add(session);
        session.run(end);
        if (session.interrupted()) {
          break;
        }
      }
      finished.accept(batch, assemble(lineups, baselines, parts, sessions));
    }
    return assemble(lineups, baselines, parts, sessions);
  }

  /** Says which of several groups is measured. */
  private static Progress numbered(Progress progress, int group, int groups) {
    return groups == 1
        ? progress
        : (phase, done, total, note) ->
            progress.report(
                phase,
                done,
                total,
                "group %d of %d%s%s"
                    .formatted(group + 1, groups, note.isBlank() ? "" : ", ", note));
  }

  private List<MeasurementRun> assemble(
      List<Lineup> lineups, Baselines baselines, Batches.Parts parts, List<Session> sessions) {
    return lineups.stream().map(lineup -> assemble(lineup, baselines, parts, sessions)).toList();
  }

  private static void requireThere(List<Lineup> lineups, String baseline) {
    if (lineups.stream().noneMatch(lineup -> lineup.labels().contains(baseline))) {
      throw new IllegalArgumentException(
          "baseline %s is not among the designs: %s"
              .formatted(
                  baseline,
                  lineups.stream().flatMap(l -> l.labels().stream()).distinct().toList()));
    }
  }

  private MeasurementRun assemble(
      Lineup lineup, Baselines baselines, Batches.Parts parts, List<Session> sessions) {
    NoiseReport noise = noise(lineup, sessions);
    boolean partial = sessions.stream().anyMatch(Session::interrupted);
    Map<String, List<Entry>> entries = new HashMap<>();
    for (Session session : sessions) {
      for (DesignTiming timing : session.timings().all()) {
        if (timing.lineup() == lineup) {
          entries
              .computeIfAbsent(timing.design(), unused -> new ArrayList<>())
              .add(new Entry(session, timing));
        }
      }
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (String design : lineup.labels()) {
      List<Entry> found = entries.getOrDefault(design, List.of());
      outcomes.add(
          outcome(design, lineup.conditions(), found, baselines.isBaseline(design), noise));
    }
    return new MeasurementRun(
        lineup.conditions(),
        protocol,
        outcomes,
        noise,
        sessions.stream().mapToInt(Session::rounds).sum(),
        parts.batches(),
        partial,
        sessions.stream().mapToDouble(Session::missingSeconds).sum(),
        notes(lineup, sessions, outcomes, baselines, parts, partial));
  }

  /** A design in one batch. */
  private record Entry(Session session, DesignTiming timing) {}

  private Outcome outcome(
      String design,
      Conditions conditions,
      List<Entry> entries,
      boolean isBaseline,
      NoiseReport noise) {
    List<Double> values = new ArrayList<>();
    List<Integer> placements = new ArrayList<>();
    List<Integer> disturbed = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.timing().failure().isPresent()) {
        return new NotMeasured(design, conditions, entry.timing().failure().get());
      }
      for (int index : entry.timing().disturbed()) {
        disturbed.add(values.size() + index);
      }
      Samples samples = entry.timing().samples();
      values.addAll(samples.values());
      placements.addAll(samples.groups());
    }
    if (values.isEmpty()) {
      return new NotMeasured(design, conditions, "interrupted before its first round was complete");
    }
    Samples samples = new Samples(values, placements);
    Estimate time = bootstrap.median(samples);
    DesignTiming last = entries.getLast().timing();
    return new Measurement(
        design,
        conditions,
        protocol,
        last.warmUp(),
        last.repetitions(),
        samples,
        disturbed,
        time,
        isBaseline
            ? Optional.of(Speedup.ofBaseline(design, time, samples.size()))
            : speedup(entries.getLast()),
        noise);
  }

  private Optional<Speedup> speedup(Entry entry) {
    Optional<DesignTiming> baseline =
        entry.session().timings().baseline(entry.timing()).filter(base -> base.failure().isEmpty());
    if (baseline.isEmpty()) {
      return Optional.empty();
    }
    Samples ratios = baseline.get().samples().over(entry.timing().samples());
    return Optional.of(
        new Speedup(baseline.get().design(), bootstrap.median(ratios), ratios.size()));
  }

  private static NoiseReport noise(Lineup lineup, List<Session> sessions) {
    List<double[]> references = new ArrayList<>();
    List<double[]> all = new ArrayList<>();
    Activity activity = Activity.NONE;
    int disturbed = 0;
    for (Session session : sessions) {
      List<DesignTiming> measured =
          session.timings().all().stream()
              .filter(c -> c.lineup() == lineup && c.rounds() > 0)
              .toList();
      measured.stream()
          .flatMap(timing -> session.timings().baseline(timing).stream())
          .filter(base -> base.rounds() > 0)
          .findFirst()
          .or(() -> measured.stream().findFirst())
          .ifPresent(c -> references.add(c.samples().all()));
      for (DesignTiming timing : measured) {
        all.add(timing.samples().all());
        disturbed += timing.disturbed().size();
      }
      activity = activity.plus(session.activity());
    }
    return NoiseReport.of(references, all, disturbed, activity);
  }

  private List<String> notes(
      Lineup lineup,
      List<Session> sessions,
      List<Outcome> outcomes,
      Baselines baselines,
      Batches.Parts parts,
      boolean partial) {
    Set<String> notes = new LinkedHashSet<>();
    if (partial) {
      notes.add("Interrupted: these are the rounds that were complete by then.");
    }
    sessions.forEach(session -> notes.addAll(session.notes()));
    waiting(lineup, sessions).ifPresent(notes::add);
    if (parts.groups() > 1) {
      notes.add("Measured in %d groups of designs, one after the other.".formatted(parts.groups()));
    }
    if (parts.batches() > parts.groups()) {
      notes.add(
          "The programs do not fit %.1f GiB together: measured in %d batches%s."
              .formatted(
                  protocol.memoryBytes() / (double) (1L << 30),
                  parts.batches(),
                  baselines.all().isEmpty() ? "" : ", each with the baseline"));
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
        .filter(outcome -> baselines.isBaseline(outcome.design()))
        .forEach(outcome -> notes.add("The baseline was not measured, so there are no speed-ups."));
    return List.copyOf(notes);
  }

  /** Describes what a separate process did while it waited for its turns. */
  private static Optional<String> waiting(Lineup lineup, List<Session> sessions) {
    HostActivity activity =
        sessions.stream()
            .map(session -> session.activity(lineup))
            .reduce(HostActivity.NONE, HostActivity::plus);
    return activity.idleSeconds() == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "Timed in a process of its own, which used %.2f %% of a CPU while it waited.",
                100 * activity.idleShare()));
  }
}
