package convspectrum.search.strategy;

import java.util.Arrays;

/**
 * The observations of a regression as features that are on or off: a choice of a parameter, and a
 * pair of choices of two parameters. Beside them, figures that are known for nothing, centred and
 * scaled.
 */
final class Features {
  /** Beyond this, memory and time go into pairs that no search sees often enough to learn. */
  private static final int MOST = 200_000;

  private final int parameters;
  private final int[] choices;
  private final int[] singles;
  private final int[] pairs;
  private final int singleCount;
  private final int count;
  private final int known;

  private int size;
  private int[] on = new int[0];
  private double[] figures = new double[0];
  private final int[] observations;
  private final int[][] rows;

  Features(GenomeSpace space, int known) {
    this.parameters = space.parameters();
    this.known = known;
    this.choices = new int[parameters];
    this.singles = new int[parameters];
    int next = 0;
    for (int i = 0; i < parameters; i++) {
      choices[i] = space.choices(i);
      singles[i] = next;
      next += choices[i];
    }
    this.singleCount = next;
    long pairFeatures = 0;
    for (int i = 0; i < parameters; i++) {
      for (int j = i + 1; j < parameters; j++) {
        pairFeatures += (long) choices[i] * choices[j];
      }
    }
    boolean paired = pairFeatures <= MOST;
    this.pairs = new int[paired ? parameters * (parameters - 1) / 2 : 0];
    int pair = 0;
    for (int i = 0; paired && i < parameters; i++) {
      for (int j = i + 1; j < parameters; j++) {
        pairs[pair++] = next;
        next += choices[i] * choices[j];
      }
    }
    this.count = next;
    this.observations = new int[count];
    this.rows = new int[count][];
  }

  /** The number of features. */
  int count() {
    return count;
  }

  boolean isSingle(int feature) {
    return feature < singleCount;
  }

  /** The number of observations. */
  int size() {
    return size;
  }

  /** Adds an observation. */
  void add(int[] genes, double[] standardKnown) {
    int width = parameters + pairs.length;
    if (on.length < (size + 1) * width) {
      on = Arrays.copyOf(on, Math.max(64, 2 * size) * width);
    }
    if (figures.length < (size + 1) * known) {
      figures = Arrays.copyOf(figures, Math.max(64, 2 * size) * known);
    }
    int at = size * width;
    for (int i = 0; i < parameters; i++) {
      on[at++] = singles[i] + genes[i];
    }
    if (pairs.length > 0) {
      int pair = 0;
      for (int i = 0; i < parameters; i++) {
        for (int j = i + 1; j < parameters; j++) {
          on[at++] = pairs[pair++] + genes[i] * choices[j] + genes[j];
        }
      }
    }
    for (int i = size * width; i < at; i++) {
      put(on[i], size);
    }
    System.arraycopy(standardKnown, 0, figures, size * known, known);
    size++;
  }

  private void put(int feature, int observation) {
    int[] list = rows[feature];
    if (list == null) {
      list = new int[8];
    } else if (list.length == observations[feature]) {
      list = Arrays.copyOf(list, 2 * list.length);
    }
    list[observations[feature]++] = observation;
    rows[feature] = list;
  }

  /** In how many observations a feature is on. */
  int observations(int feature) {
    return observations[feature];
  }

  /** Those observations first, then anything. */
  int[] rows(int feature) {
    return rows[feature];
  }

  double known(int observation, int figure) {
    return figures[observation * known + figure];
  }

  /** The sum of the weights of the features that are on in an observation. */
  double sum(int observation, double[] weights) {
    int width = parameters + pairs.length;
    double sum = 0;
    for (int i = observation * width; i < (observation + 1) * width; i++) {
      sum += weights[on[i]];
    }
    return sum;
  }

  /** The sum of the weights of the features that are on in a design. */
  double sum(int[] genes, double[] weights) {
    double sum = 0;
    for (int i = 0; i < parameters; i++) {
      sum += weights[singles[i] + genes[i]];
    }
    if (pairs.length > 0) {
      int pair = 0;
      for (int i = 0; i < parameters; i++) {
        for (int j = i + 1; j < parameters; j++) {
          sum += weights[pairs[pair++] + genes[i] * choices[j] + genes[j]];
        }
      }
    }
    return sum;
  }
}
