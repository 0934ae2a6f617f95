package convspectrum.spec.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What speed-ups are relative to. */
public sealed interface Baseline {
  /** A reference. */
  record Reference(String name) implements Baseline {}

  /** The designs that take these choices: parameter to text. */
  record Settings(Map<String, String> settings) implements Baseline {
    public Settings {
      settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
  }
}
