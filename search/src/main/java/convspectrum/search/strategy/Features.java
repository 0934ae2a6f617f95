package convspectrum.search.strategy;

import java.util.Arrays;

/**
 * The observations of a regression as binary features, each for one choice of a parameter or one
 * pair of choices of two parameters; and cheap figures, centred and scaled.
 *
 * <p>Features come in groups, one for each parameter and then one for each pair of parameters. Of a
 * group exactly one is on in an observation; the observations are kept as one column per group,
 * which says which.
 */
final class Features {
  /** Beyond this number, pairs cost memory and time but occur too rarely to be learned. */
  private static final int MOST = 200_000;

  private final int parameters;
  private final int[] choices;
  private final int[] starts;
  private final int known;

  private int size;
  private final int[][] columns;
  private double[][] figures;
  private final int[] observations;

  Features(EncodingSpace space, int known) {
    this.parameters = space.parameters();
    this.known = known;
    this.choices = new int[parameters];
    long pairFeatures = 0;
    for (int i = 0; i < parameters; i++) {
      choices[i] = space.choices(i);
      for (int j = 0; j < i; j++) {
        pairFeatures += (long) choices[j] * choices[i];
      }
    }
    int pairs = pairFeatures <= MOST ? parameters * (parameters - 1) / 2 : 0;
    this.starts = new int[parameters + pairs + 1];
    int group = 0;
    for (int i = 0; i < parameters; i++) {
      starts[group + 1] = starts[group] + choices[i];
      group++;
    }
    for (int i = 0; i < parameters && pairs > 0; i++) {
      for (int j = i + 1; j < parameters; j++) {
        starts[group + 1] = starts[group] + choices[i] * choices[j];
        group++;
      }
    }
    this.columns = new int[group][0];
    this.figures = new double[known][0];
    this.observations = new int[count()];
  }

  /** The number of features. */
  int count() {
    return starts[starts.length - 1];
  }

  /** The number of groups. */
  int groups() {
    return columns.length;
  }

  /** The number of features of the largest group. */
  int largestGroup() {
    int most = 0;
    for (int group = 0; group < groups(); group++) {
      most = Math.max(most, starts[group + 1] - starts[group]);
    }
    return most;
  }

  /** Whether a group belongs to a single parameter. */
  boolean isSingle(int group) {
    return group < parameters;
  }

  /** The first feature of a group; the end of the group before. */
  int start(int group) {
    return starts[group];
  }

  /** The number of observations. */
  int size() {
    return size;
  }

  /** Adds an observation. */
  void add(int[] indices, double[] standardKnown) {
    if (columns[0].length == size) {
      int room = Math.max(64, 2 * size);
      for (int group = 0; group < columns.length; group++) {
        columns[group] = Arrays.copyOf(columns[group], room);
      }
      for (int figure = 0; figure < known; figure++) {
        figures[figure] = Arrays.copyOf(figures[figure], room);
      }
    }
    int group = 0;
    for (int i = 0; i < parameters; i++) {
      put(group++, indices[i]);
    }
    for (int i = 0; i < parameters && group < columns.length; i++) {
      for (int j = i + 1; j < parameters; j++) {
        put(group++, indices[i] * choices[j] + indices[j]);
      }
    }
    for (int figure = 0; figure < known; figure++) {
      figures[figure][size] = standardKnown[figure];
    }
    size++;
  }

  private void put(int group, int member) {
    columns[group][size] = member;
    observations[starts[group] + member]++;
  }

  /** In how many observations a feature is on. */
  int observations(int feature) {
    return observations[feature];
  }

  /** The index in a group of the feature that is on, by observation; later elements are unused. */
  int[] column(int group) {
    return columns[group];
  }

  /** A cheap figure by observation; later elements are unused. */
  double[] known(int figure) {
    return figures[figure];
  }

  /** The sum of the weights of the features that are on in a design. */
  double sum(int[] indices, double[] weights) {
    double sum = 0;
    for (int i = 0; i < parameters; i++) {
      sum += weights[starts[i] + indices[i]];
    }
    int group = parameters;
    for (int i = 0; i < parameters && group < columns.length; i++) {
      for (int j = i + 1; j < parameters; j++) {
        sum += weights[starts[group++] + indices[i] * choices[j] + indices[j]];
      }
    }
    return sum;
  }
}
