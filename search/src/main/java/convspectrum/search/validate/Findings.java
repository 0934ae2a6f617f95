package convspectrum.search.validate;

import static convspectrum.search.validate.TimeOrder.isSlower;
import static convspectrum.search.validate.TimeOrder.timeRatio;

import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.statistics.Verdict;
import convspectrum.search.cause.TimeLine;
import convspectrum.search.validate.Finding.AboveLine;
import convspectrum.search.validate.Finding.Cliff;
import convspectrum.search.validate.Finding.Dominated;
import convspectrum.search.validate.Finding.SmallestGain;
import convspectrum.spec.parameter.Design;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for what a reader should notice among designs timed on one runtime. */
final class Findings {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

  private final List<DesignValidation> designs;
  private final SlowDesigns slow;

  /**
   * Searches these designs, which were all timed.
   *
   * @param slow what their profiles tell of those that are slow
   */
  Findings(List<DesignValidation> designs, SlowDesigns slow) {
    this.designs = List.copyOf(designs);
    this.slow = slow;
  }

  List<Cliff> cliffs() {
    List<Cliff> cliffs = new ArrayList<>();
    for (DesignValidation slow : designs) {
      alike(slow)
          .filter(other -> other.macs() > slow.macs() && isSlower(slow, other))
          .max(Comparator.comparingDouble(other -> timeRatio(slow, other).value()))
          .ifPresent(other ->
              cliffs.add(
                  new Cliff(
                      slow.label(),
                      other.label(),
                      timeRatio(slow, other),
                      macsRatio(slow, other),
                      this.slow.cause(
                          slow, List.of(other.label()), timeRatio(slow, other).value()))));
    }
    cliffs.sort(Comparator.comparingDouble((Cliff cliff) -> cliff.timeRatio().value()).reversed());
    return cliffs;
  }

  /**
   * Designs that are above the line through their neighbours, without the cliffs.
   *
   * @param cliffs those of the same designs
   */
  List<AboveLine> aboveLine(List<Cliff> cliffs) {
    Set<String> known = cliffs.stream().map(Cliff::design).collect(Collectors.toSet());
    List<AboveLine> above = new ArrayList<>();
    for (DesignValidation design : designs) {
      if (!known.contains(design.label())) {
        slow.beside(design)
            .filter(TimeLine.Beside::isCliff)
            .ifPresent(beside ->
                above.add(
                    new AboveLine(
                        design.label(),
                        beside.neighbours(),
                        beside.ratio(),
                        slow.cause(design, beside.neighbours(), beside.ratio().value()))));
      }
    }
    above.sort(Comparator.comparingDouble((AboveLine one) -> one.timeRatio().value()).reversed());
    return above;
  }

  List<Dominated> dominated() {
    List<Dominated> dominated = new ArrayList<>();
    for (DesignValidation slow : designs) {
      List<DesignValidation> better =
          alike(slow).filter(other -> other.macs() < slow.macs() && isSlower(slow, other)).toList();
      better.stream()
          .max(Comparator.comparingDouble(other -> timeRatio(slow, other).value()))
          .ifPresent(other ->
              dominated.add(
                  new Dominated(
                      slow.label(),
                      other.label(),
                      timeRatio(slow, other),
                      macsRatio(slow, other),
                      better.size())));
    }
    dominated.sort(
        Comparator.comparingDouble((Dominated one) -> one.timeRatio().value()).reversed());
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
                choice.speedup().map(Speedup::estimate).orElseThrow(),
                unsure(choices, choice.value())));
  }

  /** Values below {@code value} of which it cannot be told whether they are faster. */
  private static List<Double> unsure(List<Choice> choices, double value) {
    return choices.stream()
        .filter(choice -> choice.value() < value)
        .filter(choice -> !choice.isBaseline() && choice.verdict() == Verdict.CANNOT_TELL)
        .map(Choice::value)
        .distinct()
        .sorted()
        .toList();
  }

  /** Designs that are compared with the same baseline, such as those of the same shape. */
  private Stream<DesignValidation> alike(DesignValidation design) {
    return designs.stream().filter(other -> other.baseline().equals(design.baseline()));
  }

  private record Choice(double value, DesignValidation design) {
    Optional<Speedup> speedup() {
      return design.speedup();
    }

    Verdict verdict() {
      return speedup().map(speedup -> speedup.estimate().verdict()).orElse(Verdict.CANNOT_TELL);
    }

    boolean isBaseline() {
      return design.label().equals(design.baseline());
    }

    double median() {
      return speedup().map(Speedup::median).orElse(Double.NaN);
    }
  }

  private static double macsRatio(DesignValidation design, DesignValidation other) {
    return (double) design.macs() / other.macs();
  }
}
