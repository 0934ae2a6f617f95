package convspectrum.search.predict;

import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.SplitMix;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.parameter.Design;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The designs that a calibration times, the most telling first. Every {@value #DRAWN}th is drawn at
 * random from the space instead, since designs that are to be predicted are no extremes, and the
 * errors of the predictor must be those that such designs have.
 */
final class DesignPlan {
  private static final int DRAWN = 4;

  /** Random designs among the candidates. */
  private static final int RANDOM = 1500;

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
    SplitMix random = new SplitMix(task.seed());
    List<Encoding> candidates = new ArrayList<>();
    List<List<StepType>> their = new ArrayList<>();
    long asked = 0;
    for (Encoding encoding : encodings(random)) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while the steps of designs were looked for");
      }
      progress.report("finding steps", asked++, RANDOM, "");
      steps
          .of(encoding)
          .ifPresent(positions -> {
            candidates.add(encoding);
            their.add(positions.values().stream().flatMap(List::stream).toList());
          });
    }
    return choose(candidates, their);
  }

  /** All designs of a small space; of a larger one, random ones. */
  private Iterable<Encoding> encodings(SplitMix random) {
    if (steps.space().size().compareTo(BigInteger.valueOf(RANDOM)) <= 0) {
      return steps.space().encodings().toList();
    }
    Set<Encoding> drawn = new LinkedHashSet<>();
    while (drawn.size() < RANDOM) {
      drawn.add(steps.space().random(random));
    }
    return drawn;
  }

  private List<Design> choose(List<Encoding> candidates, List<List<StepType>> their) {
    DesignChoice choice = new DesignChoice(their);
    Set<Fingerprint> seen = new HashSet<>();
    List<Design> plan = new ArrayList<>();
    int drawn = 0;
    for (int i = 0; i < candidates.size() && plan.size() < task.mostDesigns(); i++) {
      int next = -1;
      if (i % DRAWN == DRAWN - 1) {
        // Candidates are in random order.
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
