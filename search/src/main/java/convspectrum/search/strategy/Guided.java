package convspectrum.search.strategy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Evolution guided by a model. After a balanced {@linkplain FirstSample first sample}, half of
 * every batch are the designs of which a {@linkplain LearnedFigure regression} on all evaluated
 * designs expects the largest gain in hypervolume, among many variations of the best designs and
 * some random ones; each is chosen as if those before it had their expected values, so that a batch
 * does not fill one gap of the front many times. The other half are plain mutations of the best
 * designs, which find what the regression cannot express. Cheap objectives are not predicted but
 * used as they are.
 *
 * <p>The best designs, from which others are made, are the first layers of the non-dominated
 * sorting of NSGA-II, not the front alone: with one objective the front is a single design, and
 * once all designs near it are known the search would have nothing but random designs to go on
 * with.
 */
final class Guided implements Strategy {
  private static final int LEAST_BATCH = 8;

  /** Batches grow with the archive, so that the time for fitting does not grow with its square. */
  private static final double BATCH_SHARE = 0.1;

  /** The share of the evaluated designs that others are made from, but {@link #LEAST_PARENTS}. */
  private static final double PARENTS_SHARE = 0.1;

  private static final int LEAST_PARENTS = 4;

  /** The number of designs compared for each design of a batch. */
  private static final int POOL = 24;

  private static final double EXPLORING_SHARE = 0.5;
  private static final double RANDOM_SHARE = 0.25;

  /** The share of the proposals that are made from the front alone. */
  private static final double FRONT_SHARE = 0.5;

  private static final double CROSSED_SHARE = 0.25;
  private static final double TWO_CHANGES_SHARE = 0.5;

  /** Corrects the residuals of a fit, which understate its errors for other designs. */
  private static final double ERROR_FACTOR = 2;

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
  private final List<LearnedFigure> models = new ArrayList<>();
  private final LearnedFigure feasibility;
  private List<Ranked> parents = List.of();
  private int ranked;
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
      models.add(new LearnedFigure(features, cheap.length));
    }
    this.feasibility = new LearnedFigure(features, cheap.length);
  }

  @Override
  public List<Encoding> propose(Archive archive, int most) {
    if (!started) {
      started = true;
      return new FirstSample(landscape, random, variation).draw(archive, most);
    }
    rank(archive);
    Set<Encoding> chosen = new LinkedHashSet<>();
    int batch = LEAST_BATCH;
    if (archive.front().isEmpty()) {
      // Nothing to improve upon: what breaks the constraints least leads to what keeps them.
      addMutants(archive, chosen, batch / 2);
    } else {
      learn(archive);
      batch = Math.max(LEAST_BATCH, (int) (BATCH_SHARE * archive.size()));
      chosen.addAll(expected(archive, batch - (int) (EXPLORING_SHARE * batch)));
      addMutants(archive, chosen, batch);
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

  private void addMutants(Archive archive, Set<Encoding> chosen, int until) {
    for (int i = 0; i < ATTEMPTS && !parents.isEmpty() && chosen.size() < until; i++) {
      variation
          .feasible(mutant(Ranked.parent(parents, random)))
          .filter(encoding -> !archive.contains(encoding))
          .ifPresent(chosen::add);
    }
  }

  /** Takes what was evaluated since the last call among the parents, if it is good enough. */
  private void rank(Archive archive) {
    List<Archive.Entry> all = new ArrayList<>();
    parents.forEach(parent -> all.add(parent.entry()));
    for (; ranked < archive.size(); ranked++) {
      all.add(archive.get(ranked));
    }
    parents = Ranked.best(all, Math.max(LEAST_PARENTS, (int) (PARENTS_SHARE * archive.size())));
  }

  private Encoding mutant(Encoding parent) {
    return variation.mutated(parent, random.chance(TWO_CHANGES_SHARE) ? 2 : 1);
  }

  private Encoding proposal(List<Archive.Entry> front) {
    if (random.chance(RANDOM_SHARE)) {
      return variation.random();
    }
    boolean ofFront = random.chance(FRONT_SHARE);
    Encoding parent = ofFront ? one(front) : Ranked.parent(parents, random);
    if (random.chance(CROSSED_SHARE)) {
      Encoding other = ofFront ? one(front) : Ranked.parent(parents, random);
      parent = variation.crossed(parent, other);
    }
    return mutant(parent);
  }

  private Encoding one(List<Archive.Entry> front) {
    return front.get(random.nextInt(front.size())).encoding();
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

  /**
   * The proposals of the largest expected gain. Each is chosen as if those before it had been
   * evaluated and had the values that are expected of them (Ginsbourger, Le Riche and Carraro,
   * 2010: the kriging believer). A gain only falls as others are chosen, so that only the one that
   * seems largest has to be computed anew.
   */
  private List<Encoding> expected(Archive archive, int count) {
    List<Archive.Entry> front = archive.front();
    Improvement improvement =
        new Improvement(front.stream().map(Archive.Entry::values).toList(), scales(archive));
    PriorityQueue<Candidate> best = new PriorityQueue<>(Candidate.BEST_FIRST);
    Set<Encoding> seen = HashSet.newHashSet(POOL * count);
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
          best.add(candidate(proposal, i, improvement));
        }
      }
    }
    List<Encoding> chosen = new ArrayList<>(count);
    while (chosen.size() < count && !best.isEmpty()) {
      Candidate top = best.remove();
      if (top.upon() == improvement) {
        chosen.add(top.encoding());
        improvement = top.believed();
      } else {
        best.add(top.upon(improvement));
      }
    }
    return chosen;
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

  /** All learned objectives of a design take the same quantile of their predictions. */
  private Candidate candidate(Encoding encoding, int number, Improvement improvement) {
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
    List<double[]> points = new ArrayList<>(Candidate.QUANTILES.size());
    for (double quantile : Candidate.QUANTILES) {
      for (int k = 0; k < learned.length; k++) {
        LearnedFigure model = models.get(k);
        point[learned[k]] = model.value(expected[k] + quantile * ERROR_FACTOR * model.error());
      }
      if (points.isEmpty() && improvement.of(point) == 0) {
        break;
      }
      points.add(point.clone());
    }
    return Candidate.of(encoding, number, points, feasible(indices, known), improvement);
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
