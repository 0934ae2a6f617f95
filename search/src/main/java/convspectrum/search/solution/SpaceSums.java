package convspectrum.search.solution;

import convspectrum.search.additive.AdditiveFigure;
import convspectrum.search.additive.Factored;
import convspectrum.search.additive.FactoredFile;
import convspectrum.search.additive.FactoringOptions;
import convspectrum.search.additive.NotFactoredException;
import convspectrum.search.additive.Term;
import convspectrum.search.exact.Bound;
import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.figure.SumFigure;
import convspectrum.search.study.StudyProgress;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Figures of the designs of a space as sums of tables: those that know their own, and the others,
 * which are tabulated from designs.
 */
final class SpaceSums {
  private final List<SumFigure> figures;
  private final List<SumFigure> others;
  private final Factored<List<Long>> factored;
  private final List<AdditiveFigure> sums;
  private final int positions;
  private final boolean isKept;

  /** How many designs each figure was compared with. */
  private final Map<String, Integer> compared = new LinkedHashMap<>();

  private SpaceSums(
      List<SumFigure> figures,
      Map<SumFigure, List<Term>> known,
      List<SumFigure> others,
      Factored<List<Long>> factored,
      boolean isKept) {
    this.figures = figures;
    this.others = others;
    this.factored = factored;
    this.isKept = isKept;
    this.sums =
        figures.stream()
            .map(figure -> {
              int index = others.indexOf(figure);
              return index < 0
                  ? new AdditiveFigure(figure.name(), known.getOrDefault(figure, List.of()))
                      .merged(factored.space().parameters())
                  : factored.figure(figure.name(), amounts -> amounts.get(index));
            })
            .toList();
    this.positions =
        factored.positions().size() + known.values().stream().mapToInt(List::size).sum();
  }

  /**
   * Tables of figures: those that the figures know, those that an earlier search has kept if
   * designs drawn at random agree with them, or those that are found now, which are then kept.
   *
   * @param figures different ones
   * @throws NotFactoredException where they are no sums of small tables, in words for the user
   * @throws SumsDifferException where a design has another figure than the tables say
   */
  static SpaceSums of(SumSpace space, List<SumFigure> figures, StudyProgress progress)
      throws InterruptedException {
    Map<SumFigure, List<Term>> known = new LinkedHashMap<>();
    for (SumFigure figure : figures) {
      figure.terms().ifPresent(terms -> known.put(figure, terms));
    }
    List<SumFigure> others = figures.stream().filter(figure -> !known.containsKey(figure)).toList();
    List<String> names = others.stream().map(SumFigure::name).toList();
    SumComparison comparison = new SumComparison(space);
    Optional<Factored<List<Long>>> kept =
        space.file().flatMap(file -> FactoredFile.read(file, names, space.landscape().space()));
    if (kept.isPresent()) {
      try {
        SpaceSums before = new SpaceSums(figures, known, others, kept.get(), true);
        if (before.compare(comparison, others).isEmpty()) {
          before.require(comparison, known.keySet());
          return before;
        }
      } catch (ArithmeticException e) {
        // Damaged, as tables that no longer agree are.
      }
    }
    Factored<List<Long>> factored = factored(space, others, progress);
    SpaceSums now = new SpaceSums(figures, known, others, factored, false);
    now.require(comparison, known.keySet());
    space.file().ifPresent(file -> FactoredFile.write(file, names, factored));
    return now;
  }

  private static Factored<List<Long>> factored(
      SumSpace space, List<SumFigure> figures, StudyProgress progress) throws InterruptedException {
    int[] calls = {0};
    try {
      return Factored.of(
          space.landscape().space(),
          space.start(),
          encoding -> {
            progress.report("tabulating", 0, 0, "the figures of %,d designs".formatted(++calls[0]));
            return SumComparison.design(space, encoding).flatMap(design -> parts(design, figures));
          },
          FactoringOptions.of(space.seed()));
    } catch (NotFactoredException e) {
      throw e.inWords(
          e.parameters().stream().map(space.parameters()::get).collect(Collectors.joining(", ")));
    }
  }

  /** Compares figures with designs drawn at random; what differs, if anything does. */
  private Optional<String> compare(SumComparison comparison, Collection<SumFigure> those)
      throws InterruptedException {
    for (SumFigure figure : those) {
      SumComparison.Outcome outcome = comparison.compare(this, figure);
      if (outcome.difference().isPresent()) {
        return outcome.difference();
      }
      compared.put(figure.name(), outcome.designs());
    }
    return Optional.empty();
  }

  private void require(SumComparison comparison, Collection<SumFigure> those)
      throws InterruptedException {
    for (SumFigure figure : those) {
      Optional<String> difference = compare(comparison, List.of(figure));
      if (difference.isPresent()) {
        throw new SumsDifferException(difference.get(), figure.remedy());
      }
    }
  }

  private static Optional<Map<String, List<Long>>> parts(
      SearchedDesign design, List<SumFigure> figures) {
    try {
      Map<String, Long[]> amounts = new LinkedHashMap<>();
      for (int i = 0; i < figures.size(); i++) {
        int index = i;
        figures
            .get(i)
            .parts(design)
            .forEach((position, amount) ->
                amounts.computeIfAbsent(position, _ -> zeros(figures.size()))[index] = amount);
      }
      Map<String, List<Long>> parts = new LinkedHashMap<>();
      amounts.forEach((position, all) -> {
        // Whether a position that adds nothing is there may depend on much.
        if (Arrays.stream(all).anyMatch(amount -> amount != 0)) {
          parts.put(position, List.of(all));
        }
      });
      return Optional.of(parts);
    } catch (FigureException e) {
      return Optional.empty();
    }
  }

  private static Long[] zeros(int number) {
    Long[] zeros = new Long[number];
    Arrays.fill(zeros, 0L);
    return zeros;
  }

  Factored<List<Long>> factored() {
    return factored;
  }

  /** Whether they were found by an earlier search. */
  boolean isKept() {
    return isKept;
  }

  /** How many designs drawn at random were compared with tables not made now, by figure. */
  Map<String, Integer> compared() {
    return Collections.unmodifiableMap(compared);
  }

  /** The number of tables. */
  int positions() {
    return positions;
  }

  /** The sum that is minimised for a goal. */
  AdditiveFigure minimised(ExactPlan.Goal goal) {
    return signed(goal.figure(), goal.direction());
  }

  private AdditiveFigure signed(SumFigure figure, Direction direction) {
    AdditiveFigure sum = sums.get(figures.indexOf(figure));
    return direction == Direction.MIN ? sum : sum.negated();
  }

  /** A constraint, as an upper bound in integers. */
  Bound bound(Constraint constraint) {
    SumFigure figure = (SumFigure) constraint.figure();
    BigDecimal units =
        new BigDecimal(constraint.bound()).multiply(BigDecimal.valueOf(figure.unitsPerOne()));
    if (constraint.direction() == Direction.MAX) {
      units = units.negate();
    }
    BigInteger most = units.setScale(0, RoundingMode.FLOOR).toBigInteger();
    BigInteger largest = BigInteger.valueOf(Long.MAX_VALUE);
    return new Bound(
        signed(figure, constraint.direction()),
        most.min(largest).max(largest.negate()).longValueExact());
  }

  /** What users read for a value of the upper bound that a constraint is. */
  static double shown(Constraint constraint, long value) {
    double shown = value / (double) ((SumFigure) constraint.figure()).unitsPerOne();
    return constraint.direction() == Direction.MIN ? shown : -shown;
  }

  /**
   * Makes sure that the tables have the figures of designs that are listed: of a figure that knows
   * its own tables, of as many as it {@linkplain SumFigure#comparisons compares}.
   *
   * @throws SumsDifferException where they have others, so that nothing is certain
   */
  void check(List<SearchedDesign> designs) {
    for (SumFigure figure : figures) {
      long most = others.contains(figure) ? Long.MAX_VALUE : figure.comparisons();
      designs.stream()
          .limit(most)
          .flatMap(design -> difference(figure, design).stream())
          .findFirst()
          .ifPresent(difference -> {
            throw new SumsDifferException(difference, figure.remedy());
          });
    }
  }

  /** What the tables say otherwise of a design than it does itself, in words. */
  Optional<String> difference(SumFigure figure, SearchedDesign design) {
    Map<String, Long> own = figure.parts(design);
    long counted = own.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
    long tabulated = sums.get(figures.indexOf(figure)).of(design.encoding());
    return counted == tabulated
        ? Optional.empty()
        : Optional.of(
            "%s of %s is %,d by the tables, and %,d by the design itself%s"
                .formatted(
                    figure.name(),
                    design.design(),
                    tabulated,
                    counted,
                    where(own, figure.tabulated(design))));
  }

  /** The first position at which parts differ, in words. */
  private static String where(Map<String, Long> own, Map<String, Long> tabulated) {
    Set<String> names = new LinkedHashSet<>(own.keySet());
    names.addAll(tabulated.keySet());
    return names.stream()
        .filter(name -> !own.getOrDefault(name, 0L).equals(tabulated.getOrDefault(name, 0L)))
        .findFirst()
        .map(name ->
            " (at %s: %,d and %,d)"
                .formatted(name, tabulated.getOrDefault(name, 0L), own.getOrDefault(name, 0L)))
        .orElse("");
  }
}
