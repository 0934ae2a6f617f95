package convspectrum.search.solution;

import convspectrum.search.additive.AdditiveFigure;
import convspectrum.search.additive.Factored;
import convspectrum.search.additive.FactoringOptions;
import convspectrum.search.additive.NotFactoredException;
import convspectrum.search.additive.Term;
import convspectrum.search.exact.Bound;
import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.figure.SumFigure;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.fault.SpecException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Figures of the designs of a space as sums of tables: those that know their own, and the others,
 * which are tabulated from designs.
 */
final class SpaceSums {
  private final List<SumFigure> figures;
  private final Factored<List<Long>> factored;
  private final List<AdditiveFigure> sums;
  private final int positions;

  private SpaceSums(
      List<SumFigure> figures,
      Map<SumFigure, List<Term>> known,
      List<SumFigure> others,
      Factored<List<Long>> factored) {
    this.figures = figures;
    this.factored = factored;
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
   * Tabulates figures.
   *
   * @param figures different ones
   * @throws NotFactoredException where they are no sums of small tables, in words for the user
   */
  static SpaceSums of(SumSpace space, List<SumFigure> figures, StudyProgress progress)
      throws InterruptedException {
    int[] calls = {0};
    Map<SumFigure, List<Term>> known = new LinkedHashMap<>();
    for (SumFigure figure : figures) {
      figure.terms().ifPresent(terms -> known.put(figure, terms));
    }
    List<SumFigure> others = figures.stream().filter(figure -> !known.containsKey(figure)).toList();
    try {
      return new SpaceSums(
          figures,
          known,
          others,
          Factored.of(
              space.landscape().space(),
              space.start(),
              encoding -> {
                progress.report(
                    "tabulating", 0, 0, "the figures of %,d designs".formatted(++calls[0]));
                return parts(space, others, encoding);
              },
              FactoringOptions.of(space.seed())));
    } catch (NotFactoredException e) {
      throw e.inWords(
          e.parameters().stream().map(space.parameters()::get).collect(Collectors.joining(", ")));
    }
  }

  private static Optional<Map<String, List<Long>>> parts(
      SumSpace space, List<SumFigure> figures, Encoding encoding) {
    if (!space.landscape().canonical(encoding).equals(encoding)) {
      return Optional.empty(); // another encoding denotes the same design
    }
    try {
      SearchedDesign design = space.designs().apply(encoding);
      design.graph(); // throws for a design whose blocks do not fit
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
    } catch (FigureException | SpecException e) {
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
   * Makes sure that the tables have the figures of a design.
   *
   * @throws IllegalStateException where they have others, so that nothing is certain
   */
  void check(SearchedDesign design) {
    for (int i = 0; i < figures.size(); i++) {
      long counted =
          figures.get(i).parts(design).values().stream()
              .mapToLong(Long::longValue)
              .reduce(0, Math::addExact);
      long tabulated = sums.get(i).of(design.encoding());
      if (counted != tabulated) {
        throw new IllegalStateException(
            "%s of %s: the tables say %,d, and counting it %,d"
                .formatted(figures.get(i).name(), design.design(), tabulated, counted));
      }
    }
  }
}
