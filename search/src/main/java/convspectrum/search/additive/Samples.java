package convspectrum.search.additive;

import convspectrum.search.strategy.Encoding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The encodings whose breakdown was computed, each once. */
final class Samples<T> {
  private final Breakdown<T> breakdown;
  private final int most;
  private final Map<Encoding, Optional<Sample<T>>> known = new HashMap<>();
  private final List<Sample<T>> designs = new ArrayList<>();
  private final Set<String> positions = new LinkedHashSet<>();

  Samples(Breakdown<T> breakdown, int most) {
    this.breakdown = breakdown;
    this.most = most;
  }

  /** The sample of an encoding; empty where it denotes no design. */
  Optional<Sample<T>> of(Encoding encoding) throws InterruptedException {
    Optional<Sample<T>> before = known.get(encoding);
    if (before != null) {
      return before;
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted after " + known.size() + " designs");
    }
    if (known.size() == most) {
      throw new NotFactoredException(
          "no sum of few tables was found within %,d designs".formatted(most), List.of());
    }
    Optional<Sample<T>> found =
        breakdown
            .of(encoding)
            .map(values -> new Sample<>(encoding, Collections.unmodifiableMap(values)));
    known.put(encoding, found);
    found.ifPresent(sample -> {
      designs.add(sample);
      positions.addAll(sample.values().keySet());
    });
    return found;
  }

  boolean isDesign(Encoding encoding) throws InterruptedException {
    return of(encoding).isPresent();
  }

  /** The designs so far; the list grows. */
  List<Sample<T>> designs() {
    return designs;
  }

  /** The names of all positions so far. */
  Set<String> positions() {
    return positions;
  }

  int calls() {
    return known.size();
  }
}
