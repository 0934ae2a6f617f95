package convspectrum.search.strategy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@link Guided} evaluates before its model knows anything. */
record FirstSample(Landscape landscape, SplitMix random, Variation variation) {
  /** The first sample; more for parameters of many choices, which should each be seen twice. */
  private static final int FIRST = 32;

  /** Share of the budget that the first sample may take if it is larger. */
  private static final double FIRST_SHARE = 0.5;

  /** Designs that are looked at for each one of the budget, to find one of little cost. */
  private static final int LOOKS = 20;

  /** Every choice of every parameter equally often, and a good design for each cheap objective. */
  List<Encoding> draw(Archive archive, int most) {
    EncodingSpace space = landscape.space();
    int wanted = (int) Math.min(2L * space.mostChoices(), (long) (FIRST_SHARE * most));
    int count = Math.min(most, Math.max(FIRST, wanted));
    int[][] sample = new int[count][space.parameters()];
    for (int parameter = 0; parameter < space.parameters(); parameter++) {
      for (int i = 0; i < count; i++) {
        int j = random.nextInt(i + 1);
        sample[i][parameter] = sample[j][parameter];
        sample[j][parameter] = i % space.choices(parameter);
      }
    }
    Set<Encoding> chosen = new LinkedHashSet<>();
    for (int objective = 0; objective < landscape.objectives(); objective++) {
      if (!landscape.isCheap(objective)) {
        continue;
      }
      least(objective, (long) LOOKS * Math.max(FIRST, most))
          .filter(one -> !archive.contains(one))
          .ifPresent(chosen::add);
    }
    for (int[] indices : sample) {
      if (chosen.size() < count) {
        variation
            .feasible(Encoding.owning(indices))
            .filter(encoding -> !archive.contains(encoding) && !chosen.contains(encoding))
            .or(() -> variation.fresh(archive, chosen))
            .ifPresent(chosen::add);
      }
    }
    return List.copyOf(chosen);
  }

  /** Descends by single changes from a random design, looking at so many designs at most. */
  private Optional<Encoding> least(int objective, long looks) {
    Optional<Encoding> start = variation.feasible(variation.random());
    if (start.isEmpty()) {
      return start;
    }
    Encoding design = start.get();
    double value = landscape.cheap(objective, design);
    boolean changed = true;
    long left = looks;
    while (changed && left > 0) {
      changed = false;
      for (int parameter = 0; parameter < design.size(); parameter++) {
        int choices = landscape.space().choices(parameter);
        for (int choice = 0; choice < choices && left > 0; choice++, left--) {
          Encoding other = landscape.canonical(design.with(parameter, choice));
          if (landscape.violation(other) == 0 && landscape.cheap(objective, other) < value) {
            design = other;
            value = landscape.cheap(objective, other);
            changed = true;
          }
        }
      }
    }
    return Optional.of(design);
  }
}
