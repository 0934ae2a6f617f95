package convspectrum.search.additive;

import convspectrum.search.strategy.Encoding;
import java.util.Map;
import java.util.Optional;

/** A design and its values by position. */
record Sample<T>(Encoding encoding, Map<String, T> values) {
  Optional<T> at(String position) {
    return Optional.ofNullable(values.get(position));
  }
}
