package convspectrum.search.validate;

import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Verdict;
import convspectrum.search.validate.Finding.Cliff;
import convspectrum.search.validate.Finding.Dominated;
import convspectrum.search.validate.Finding.SmallestGain;
import convspectrum.spec.parameter.Design;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks for what a reader should notice among designs timed on one runtime. */
final class Findings {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

  private final List<DesignValidation> designs;

  /** Searches these designs, which were all timed. */
  Findings(List<DesignValidation> designs) {
    this.designs = List.copyOf(designs);
  }

  List<Cliff> cliffs() {
    List<Cliff> cliffs = new ArrayList<>();
    for (DesignValidation slow : designs) {
      designs.stream()
          .filter(other -> other.macs() > slow.macs() && isSlower(slow, other))
          .max(Comparator.comparingDouble(other -> timeRatio(slow, other)))
          .ifPresent(other ->
              cliffs.add(
                  new Cliff(
                      slow.label(),
                      other.label(),
                      timeRatio(slow, other),
                      macsRatio(slow, other))));
    }
    cliffs.sort(Comparator.comparingDouble(Cliff::timeRatio).reversed());
    return cliffs;
  }

  List<Dominated> dominated() {
    List<Dominated> dominated = new ArrayList<>();
    for (DesignValidation slow : designs) {
      List<DesignValidation> better =
          designs.stream()
              .filter(other -> other.macs() < slow.macs() && isSlower(slow, other))
              .toList();
      better.stream()
          .max(Comparator.comparingDouble(other -> timeRatio(slow, other)))
          .ifPresent(other ->
              dominated.add(
                  new Dominated(
                      slow.label(),
                      other.label(),
                      timeRatio(slow, other),
                      macsRatio(slow, other),
                      better.size())));
    }
    dominated.sort(Comparator.comparingDouble(Dominated::timeRatio).reversed());
    return dominated;
  }

  /** The smallest value of a parameter with which a design is faster than the baseline. */
  Optional<SmallestGain> smallestGain(String parameter) {
    List<Choice> choices = new ArrayList<>();
    for (DesignValidation design : designs) {
      Optional<Design> values = design.compared().design();
      if (values.isPresent()) {
        String text = values.get().value(parameter).text();
        if (!NUMBER.matcher(text).matches()) {
          return Optional.empty(); // values that are not numbers have no order
        }
        choices.add(new Choice(Double.parseDouble(text), design));
      }
    }
    return choices.stream()
        .filter(choice -> choice.verdict() == Verdict.FASTER)
        .min(
            Comparator.comparingDouble(Choice::value)
                .thenComparing(Choice::median, Comparator.reverseOrder()))
        .map(choice ->
            new SmallestGain(
                parameter,
                choice.value(),
                choice.design().label(),
                choice.speedup().map(Speedup::estimate).orElseThrow()));
  }

  private record Choice(double value, DesignValidation design) {
    Optional<Speedup> speedup() {
      return design.speedup();
    }

    Verdict verdict() {
      return Verdict.of(speedup().flatMap(speedup -> speedup.estimate().interval()));
    }

    double median() {
      return speedup().map(Speedup::median).orElse(Double.NaN);
    }
  }

  /** Compares the intervals of speed-ups, in which drift cancels, or else those of times. */
  private static boolean isSlower(DesignValidation slow, DesignValidation fast) {
    Optional<Estimate> slowly = slow.speedup().map(Speedup::estimate);
    Optional<Estimate> fastly = fast.speedup().map(Speedup::estimate);
    // Without an interval the ends are NaN, and neither is slower.
    return (slowly.isPresent() && fastly.isPresent())
        ? slowly.get().high() < fastly.get().low()
        : time(slow).time().low() > time(fast).time().high();
  }

  private static double timeRatio(DesignValidation slow, DesignValidation fast) {
    return time(slow).medianMs() / time(fast).medianMs();
  }

  private static double macsRatio(DesignValidation design, DesignValidation other) {
    return (double) design.macs() / other.macs();
  }

  private static Measurement time(DesignValidation design) {
    return design.measurement().orElseThrow();
  }
}
