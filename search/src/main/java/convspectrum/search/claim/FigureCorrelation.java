package convspectrum.search.claim;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/** How two figures of many networks go together: from -1 to 1. */
enum FigureCorrelation {
  /** Spearman's ρ: the correlation of ranks. */
  SPEARMAN,
  /** Kendall's τ-b: of all pairs of networks, those in the same order less those in reverse. */
  KENDALL,
  /** Pearson's r: the linear correlation. */
  PEARSON;

  /** With fewer networks an order is too likely by chance: 3 are in order in one of 6 cases. */
  static final int FEWEST = 5;

  /** Its name, as it is written. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names. */
  static List<String> words() {
    return Arrays.stream(values()).map(FigureCorrelation::word).toList();
  }

  /** The correlation of a name. */
  static Optional<FigureCorrelation> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  /** The correlation of pairs; NaN where all of one figure are equal. */
  double of(double[] x, double[] y) {
    return switch (this) {
      case SPEARMAN -> new SpearmansCorrelation().correlation(x, y);
      case KENDALL -> new KendallsCorrelation().correlation(x, y);
      case PEARSON -> new PearsonsCorrelation().correlation(x, y);
    };
  }
}
