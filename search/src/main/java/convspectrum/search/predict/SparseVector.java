package convspectrum.search.predict;

import java.util.Map;
import java.util.TreeMap;

/** A vector most of whose elements are 0. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and read by the million
record SparseVector(int[] places, double[] values) {
  static SparseVector of(Map<Integer, Double> elements) {
    TreeMap<Integer, Double> sorted = new TreeMap<>(elements);
    return new SparseVector(
        sorted.keySet().stream().mapToInt(Integer::intValue).toArray(),
        sorted.values().stream().mapToDouble(Double::doubleValue).toArray());
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
