package convspectrum.search.strategy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Evolution guided by a model. After a balanced {@linkplain FirstSample first sample}, half of
 * every batch are the designs of which a {@linkplain PairwiseRidge regression} on all evaluated
 * designs expects the largest gain in hypervolume, among many variations of the front and some
 * random designs; the other half are plain mutations of the front, which find what the regression
 * cannot express. Cheap objectives are not predicted but used as they are.
 */
final class Guided implements Strategy {
  private static final int LEAST_BATCH = 8;

  /** Batches grow with the archive, so that the time for fitting does not grow with its square. */
  private static final double BATCH_SHARE = 0.1;

  /** The number of designs compared for each design of a batch. */
  private static final int POOL = 24;

  private static final double EXPLORING_SHARE = 0.5;
  private static final double RANDOM_SHARE = 0.25;
  private static final double CROSSED_SHARE = 0.25;
  private static final double TWO_CHANGES_SHARE = 0.5;

  /** Corrects the residuals of a fit, which understate its errors for other designs. */
  private static final double ERROR_FACTOR = 2;

  /** Three-point Gauss-Hermite quadrature has its nodes at 0 and ±√3, with weights 4:1:1. */
  private static final double[] QUANTILES = {-Math.sqrt(3), 0, Math.sqrt(3)};

  private static final double[] QUANTILE_WEIGHTS = {1 / 6., 4 / 6., 1 / 6.};

  private static final int ATTEMPTS = 200;
  private static final double LEAST_FEASIBLE = 0.05;

  private final Landscape landscape;
  private final SplitMix random;
  private final Variation variation;
  private final int[] cheap;
  private final int[] learned;
  private final double[] centers;
  private final double[] widths;
  private final Features features;
  private final List<PairwiseRidge> models = new ArrayList<>();
  private final PairwiseRidge feasibility;
  private boolean started;
  private boolean someBroken;

  Guided(Landscape landscape, long seed) {
    this.landscape = landscape;
    this.random = new SplitMix(seed);
    this.variation = new Variation(landscape, random);
    int objectives = landscape.objectives();
    this.cheap = IntStream.range(0, objectives).filter(landscape::isCheap).toArray();
    this.learned =
        IntStream.range(0, objectives).filter(objective -> !landscape.isCheap(objective)).toArray();
    this.centers = new double[cheap.length];
    this.widths = new double[cheap.length];
    this.features = new Features(landscape.space(), cheap.length);
    for (int ignored : learned) {
      models.add(new PairwiseRidge(features, cheap.length));
    }
    this.feasibility = new PairwiseRidge(features, cheap.length);
  }

  @Override
  public List<Encoding> propose(Archive archive, int most) {
    if (!started) {
      started = true;
      return new FirstSample(landscape, random, variation).draw(archive, most);
    }
    if (archive.front().isEmpty()) {
      return random(archive, LEAST_BATCH);
    }
    learn(archive);
    int batch = Math.max(LEAST_BATCH, (int) (BATCH_SHARE * archive.size()));
    int exploring = (int) (EXPLORING_SHARE * batch);
    Set<Encoding> chosen = new LinkedHashSet<>(expected(archive, batch - exploring));
    List<Archive.Entry> front = archive.front();
    for (int i = 0; i < ATTEMPTS && chosen.size() < batch; i++) {
      variation
          .feasible(mutant(front))
          .filter(encoding -> !archive.contains(encoding))
          .ifPresent(chosen::add);
    }
    while (chosen.size() < batch) {
      Optional<Encoding> fresh = variation.fresh(archive, chosen);
      if (fresh.isEmpty()) {
        break;
      }
      chosen.add(fresh.get());
    }
    return List.copyOf(chosen);
  }

  private List<Encoding> random(Archive archive, int count) {
    Set<Encoding> chosen = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      variation.fresh(archive, chosen).ifPresent(chosen::add);
    }
    return List.copyOf(chosen);
  }

  private Encoding mutant(List<Archive.Entry> front) {
    Encoding parent = front.get(random.nextInt(front.size())).encoding();
    return variation.mutated(parent, random.chance(TWO_CHANGES_SHARE) ? 2 : 1);
  }

  private Encoding proposal(List<Archive.Entry> front) {
    if (random.chance(RANDOM_SHARE)) {
      return variation.random();
    }
    Encoding parent = front.get(random.nextInt(front.size())).encoding();
    if (random.chance(CROSSED_SHARE)) {
      parent = variation.crossed(parent, front.get(random.nextInt(front.size())).encoding());
    }
    return variation.mutated(parent, random.chance(TWO_CHANGES_SHARE) ? 2 : 1);
  }

  private void learn(Archive archive) {
    if (features.size() == 0) {
      standardise(archive);
    }
    for (int i = features.size(); i < archive.size(); i++) {
      Archive.Entry entry = archive.get(i);
      features.add(entry.encoding().indices(), known(entry.values()));
    }
    double[] column = new double[archive.size()];
    for (int k = 0; k < learned.length; k++) {
      for (int i = 0; i < column.length; i++) {
        column[i] = archive.get(i).value(learned[k]);
      }
      models.get(k).fit(column);
    }
    for (int i = 0; i < column.length; i++) {
      someBroken |= !archive.get(i).isFeasible();
    }
    if (someBroken) {
      for (int i = 0; i < column.length; i++) {
        column[i] = archive.get(i).isFeasible() ? 0 : 1;
      }
      feasibility.fit(column);
    }
  }

  private void standardise(Archive archive) {
    for (int k = 0; k < cheap.length; k++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < archive.size(); i++) {
        double value = archive.get(i).value(cheap[k]);
        sum += value;
        squares += value * value;
      }
      centers[k] = sum / archive.size();
      double variance = squares / archive.size() - centers[k] * centers[k];
      widths[k] = variance > 1e-12 * centers[k] * centers[k] ? Math.sqrt(variance) : 1;
    }
  }

  private double[] known(double[] values) {
    double[] standard = new double[cheap.length];
    for (int k = 0; k < cheap.length; k++) {
      standard[k] = (values[cheap[k]] - centers[k]) / widths[k];
    }
    return standard;
  }

  private record Scored(Encoding encoding, double gain) {}

  /** The proposals of the largest expected gain, the best first. */
  private List<Encoding> expected(Archive archive, int count) {
    List<Archive.Entry> front = archive.front();
    Improvement improvement =
        new Improvement(front.stream().map(Archive.Entry::values).toList(), scales(archive));
    Set<Encoding> seen = HashSet.newHashSet(POOL * count);
    List<Scored> best = new ArrayList<>(count + 1);
    for (int i = 0; i < POOL * count; i++) {
      Encoding drawn = proposal(front);
      if (!seen.add(drawn)) {
        continue;
      }
      Optional<Encoding> mended = variation.feasible(drawn);
      if (mended.isPresent()) {
        Encoding proposal = mended.get();
        boolean isNew = proposal.equals(drawn) || seen.add(proposal);
        if (isNew && !archive.contains(proposal)) {
          insert(best, new Scored(proposal, gain(proposal, improvement)), count);
        }
      }
    }
    return best.stream().map(Scored::encoding).toList();
  }

  /** Inserted behind equal gains, so that of these the first drawn comes first. */
  private static void insert(List<Scored> best, Scored scored, int count) {
    int place = best.size();
    while (place > 0 && best.get(place - 1).gain() < scored.gain()) {
      place--;
    }
    if (place < count) {
      best.add(place, scored);
      if (best.size() > count) {
        best.removeLast();
      }
    }
  }

  private static double[] scales(Archive archive) {
    double[] scales = new double[archive.get(0).values().length];
    for (int i = 0; i < scales.length; i++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < archive.size(); k++) {
        double value = archive.get(k).value(i);
        if (Double.isFinite(value)) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
      scales[i] = most > least ? most - least : 1;
    }
    return scales;
  }

  /** The mean gain over quantiles of the predictions; all learned objectives take the same one. */
  private double gain(Encoding encoding, Improvement improvement) {
    double[] point = new double[landscape.objectives()];
    double[] known = new double[cheap.length];
    for (int k = 0; k < cheap.length; k++) {
      point[cheap[k]] = landscape.cheap(cheap[k], encoding);
      known[k] = (point[cheap[k]] - centers[k]) / widths[k];
    }
    int[] indices = encoding.indices();
    double[] expected = new double[learned.length];
    for (int k = 0; k < learned.length; k++) {
      expected[k] = models.get(k).predict(indices, known);
    }
    double sum = 0;
    for (int q = 0; q < QUANTILES.length; q++) {
      for (int k = 0; k < learned.length; k++) {
        PairwiseRidge model = models.get(k);
        point[learned[k]] = model.value(expected[k] + QUANTILES[q] * ERROR_FACTOR * model.error());
      }
      double gain = improvement.of(point);
      if (gain == 0) {
        break; // if a better quantile gains nothing, a worse one does not either
      }
      sum += QUANTILE_WEIGHTS[q] * gain;
    }
    return sum * feasible(indices, known);
  }

  /** The predicted probability of keeping the constraints that only an evaluation shows. */
  private double feasible(int[] indices, double[] known) {
    if (!someBroken) {
      return 1;
    }
    double broken = feasibility.value(feasibility.predict(indices, known));
    return Math.clamp(1 - broken, LEAST_FEASIBLE, 1);
  }
}
