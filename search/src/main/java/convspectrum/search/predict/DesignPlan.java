package convspectrum.search.predict;

import convspectrum.search.additive.Factored;
import convspectrum.search.additive.FactoringOptions;
import convspectrum.search.additive.NotFactoredException;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.SplitMix;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.parameter.Design;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The designs that a calibration times, the most telling first. Every {@value #DRAWN}th is drawn at
 * random from the space instead, since designs that are to be predicted are no extremes, and the
 * errors of the predictor must be those that such designs have.
 */
final class DesignPlan {
  private static final int DRAWN = 4;

  /** Random designs among the candidates. */
  private static final int RANDOM = 1500;

  /** Random designs whose steps have to agree with those that are composed position by position. */
  private static final int CHECKED = 200;

  /** Limits of the search for the parameters that a position depends on. */
  private static final int MOST_ENTRIES = 50_000;

  private static final int MOST_CALLS = 12_000;

  private final CalibrationTask task;
  private final SpaceSteps steps;

  DesignPlan(CalibrationTask task, SpaceSteps steps) {
    this.task = task;
    this.steps = steps;
  }

  /**
   * Finds the steps of the space, and chooses.
   *
   * @throws InterruptedException where the thread is interrupted
   */
  List<Design> of(StudyProgress progress) throws InterruptedException {
    Map<Encoding, List<StepType>> candidates = new LinkedHashMap<>();
    if (steps.space().size().compareTo(BigInteger.valueOf(RANDOM)) <= 0) {
      add(steps.space().encodings().toList(), candidates, progress);
    } else {
      Set<Encoding> random = random();
      try {
        Factored<List<StepType>> factored = factored(progress);
        Set<Encoding> all = new LinkedHashSet<>(random);
        all.addAll(factored.witnesses());
        all.forEach(encoding ->
            factored.of(encoding).ifPresent(its -> candidates.put(encoding, flat(its))));
      } catch (NotFactoredException e) {
        // Too many parameters decide about one step; random designs hold the most frequent ones.
        add(random, candidates, progress);
      }
    }
    return choose(List.copyOf(candidates.keySet()), List.copyOf(candidates.values()));
  }

  private Factored<List<StepType>> factored(StudyProgress progress) throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    return Factored.of(
        steps.space(),
        steps.encoding(task.sweep().base()),
        encoding -> {
          progress.report("finding steps", calls.getAndIncrement(), MOST_CALLS, "designs planned");
          return steps.of(encoding);
        },
        new FactoringOptions(task.seed(), 2, CHECKED, MOST_ENTRIES, MOST_CALLS));
  }

  private Set<Encoding> random() {
    SplitMix random = new SplitMix(task.seed());
    Set<Encoding> drawn = new LinkedHashSet<>();
    while (drawn.size() < RANDOM) {
      drawn.add(steps.space().random(random));
    }
    return drawn;
  }

  /** Adds the designs among some encodings, with their steps. */
  private void add(
      Collection<Encoding> encodings,
      Map<Encoding, List<StepType>> candidates,
      StudyProgress progress)
      throws InterruptedException {
    int done = 0;
    for (Encoding encoding : encodings) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while the steps of designs were looked for");
      }
      progress.report("finding steps", done++, encodings.size(), "designs planned");
      steps.of(encoding).ifPresent(its -> candidates.put(encoding, flat(its)));
    }
  }

  private static List<StepType> flat(Map<String, List<StepType>> positions) {
    return positions.values().stream().flatMap(List::stream).toList();
  }

  private List<Design> choose(List<Encoding> candidates, List<List<StepType>> their) {
    DesignChoice choice = new DesignChoice(their);
    Set<Fingerprint> seen = new HashSet<>();
    List<Design> plan = new ArrayList<>();
    int drawn = 0;
    for (int i = 0; i < candidates.size() && plan.size() < task.mostDesigns(); i++) {
      int next = -1;
      if (i % DRAWN == DRAWN - 1) {
        // Candidates are in random order, but for the last, or all of them are chosen.
        while (drawn < candidates.size() && choice.isChosen(drawn)) {
          drawn++;
        }
        if (drawn < candidates.size()) {
          next = drawn;
          choice.choose(next);
        }
      } else {
        next = choice.next();
      }
      if (next >= 0) {
        Design design = steps.design(candidates.get(next));
        Optional<Fingerprint> fingerprint =
            steps.network(design).map(network -> Fingerprint.of(network.graph()));
        // Another design may be the same network.
        if (fingerprint.isPresent() && seen.add(fingerprint.get())) {
          plan.add(design);
        }
      }
    }
    return plan;
  }
}
