package convspectrum.search.proxy;

import convspectrum.search.proxy.input.Backward;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** How much images of one class differ in how the outputs depend on their pixels. */
final class EpeNas implements AccuracyProxy {
  private static final double SMALL = 1e-5;

  /** Of more classes, the authors' code compares the sums of classes instead of adding them. */
  private static final int MOST_ADDED = 100;

  @Override
  public String name() {
    return "epe_nas";
  }

  @Override
  public String formula() {
    return "Σ over classes of |Σ ln(|ρ| + k)|, ρ the correlations of the Jacobians of its images, k = 1e-5";
  }

  @Override
  public String source() {
    return "Lopes, Alirezazadeh and Alexandre, EPE-NAS, ICANN 2021, arXiv 2102.08099";
  }

  @Override
  public Score score(ScoringRun run) {
    double[] correlations = run.jacobianCorrelations();
    Shape logits = run.graph().graph().outputs().getFirst().shape();
    boolean added = logits.elements() / logits.batch() <= MOST_ADDED;
    int[] labels = run.inputs().first().labels();
    List<Double> sums = new ArrayList<>();
    int largest = 0;
    for (List<Integer> images : classes(labels)) {
      largest = Math.max(largest, images.size());
      double sum = sum(correlations, labels.length, images);
      if (added) {
        sums.add(sum);
      } else if (images.size() > 1) {
        sums.add(sum / images.size());
      }
    }
    if (largest < 2 || (!added && sums.size() < 2)) {
      return new Score.Undefined(
          "too few of the %d images share a class; take a larger batch".formatted(labels.length));
    }
    return Score.of(added ? total(sums) : meanDistance(sums));
  }

  @Override
  public Backward backward() {
    return Backward.INPUTS;
  }

  /** The images of each class that has any. */
  private static Collection<List<Integer>> classes(int[] labels) {
    TreeMap<Integer, List<Integer>> classes = new TreeMap<>();
    for (int n = 0; n < labels.length; n++) {
      classes.computeIfAbsent(labels[n], any -> new ArrayList<>()).add(n);
    }
    return classes.values();
  }

  /** Σ ln(|ρ| + k) over all pairs of these images, each with itself too. */
  private static double sum(double[] correlations, int samples, List<Integer> images) {
    double sum = 0;
    for (int n : images) {
      for (int m : images) {
        double correlation = correlations[Math.max(n, m) * samples + Math.min(n, m)];
        sum += Math.log(Math.abs(correlation) + SMALL);
      }
    }
    return sum;
  }

  private static double total(List<Double> sums) {
    return sums.stream().mapToDouble(Math::abs).sum();
  }

  /** Σ over pairs of classes of their distance, divided by the number of classes. */
  private static double meanDistance(List<Double> sums) {
    double distance = 0;
    for (double one : sums) {
      for (double other : sums) {
        distance += Math.abs(one - other);
      }
    }
    return distance / sums.size();
  }
}
