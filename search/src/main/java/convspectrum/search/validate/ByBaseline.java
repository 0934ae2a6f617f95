package convspectrum.search.validate;

import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The answer of a sweep in which designs have baselines of their own, such as one of each shape.
 */
record ByBaseline(RuntimeValidation runtime, String baseline) {
  String sentence() {
    List<DesignValidation> designs =
        runtime.timed().stream()
            .filter(design -> !design.label().equals(design.baseline()))
            .filter(design -> design.speedup().isPresent())
            .toList();
    Optional<DesignValidation> largest =
        designs.stream()
            .filter(design -> verdict(design) == Verdict.FASTER)
            .max(Comparator.comparingDouble(design -> speedup(design).low()));
    return String.format(
        Locale.ROOT,
        "of %d design%s, each against its own %s, %d are faster, %d slower, and of %d it cannot be"
            + " told%s.",
        designs.size(),
        designs.size() == 1 ? "" : "s",
        baseline,
        count(designs, Verdict.FASTER),
        count(designs, Verdict.SLOWER),
        count(designs, Verdict.CANNOT_TELL),
        largest.map(this::gain).orElse(""));
  }

  private String gain(DesignValidation design) {
    Estimate speedup = speedup(design);
    return String.format(
        Locale.ROOT,
        "; %s is %.2f times [%.2f, %.2f] as fast as %s%s",
        design.label(),
        speedup.value(),
        speedup.low(),
        speedup.high(),
        design.baseline(),
        Summary.realised(runtime, design));
  }

  private static long count(List<DesignValidation> designs, Verdict verdict) {
    return designs.stream().filter(design -> verdict(design) == verdict).count();
  }

  private static Verdict verdict(DesignValidation design) {
    return speedup(design).verdict();
  }

  private static Estimate speedup(DesignValidation design) {
    return design.speedup().map(Speedup::estimate).orElseThrow();
  }
}
