package convspectrum.search.predict;

import java.util.Arrays;

/** A vector most of whose elements are 0. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and read by the million
record SparseVector(int[] places, double[] values) {
  /** The sum of the first {@code size} of these elements, whose places may be equal. */
  static SparseVector of(int[] places, double[] values, int size) {
    int[] at = new int[size];
    double[] sums = new double[size];
    int length = 0;
    for (int i = 0; i < size; i++) {
      int after = length;
      while (after > 0 && at[after - 1] > places[i]) {
        after--;
      }
      if (after > 0 && at[after - 1] == places[i]) {
        sums[after - 1] += values[i];
      } else {
        System.arraycopy(at, after, at, after + 1, length - after);
        System.arraycopy(sums, after, sums, after + 1, length - after);
        at[after] = places[i];
        sums[after] = values[i];
        length++;
      }
    }
    return new SparseVector(Arrays.copyOf(at, length), Arrays.copyOf(sums, length));
  }

  /** The sum of products, in the order of the places. */
  double dot(SparseVector other) {
    double sum = 0;
    int j = 0;
    for (int i = 0; i < places.length; i++) {
      while (j < other.places.length && other.places[j] < places[i]) {
        j++;
      }
      if (j < other.places.length && other.places[j] == places[i]) {
        sum += values[i] * other.values[j];
      }
    }
    return sum;
  }

  double dot(double[] dense) {
    double sum = 0;
    for (int i = 0; i < places.length; i++) {
      sum += values[i] * dense[places[i]];
    }
    return sum;
  }

  /** Adds this vector times a factor. */
  void addTo(double[] dense, double factor) {
    for (int i = 0; i < places.length; i++) {
      dense[places[i]] += factor * values[i];
    }
  }

  SparseVector times(double factor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return new SparseVector(places, scaled);
  }
}
