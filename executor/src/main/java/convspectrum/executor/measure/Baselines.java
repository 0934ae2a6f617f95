package convspectrum.executor.measure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The designs that speed-ups are relative to.
 *
 * @param byDesign label of the baseline by label of the design; a baseline is its own one. A design
 *     that is missing gets no speed-up
 */
public record Baselines(Map<String, String> byDesign) {
  /** No speed-ups. */
  public static final Baselines NONE = new Baselines(Map.of());

  public Baselines {
    byDesign = Map.copyOf(byDesign);
  }

  /** The same baseline for all designs. */
  public static Baselines one(String baseline, Collection<String> designs) {
    Map<String, String> all = new LinkedHashMap<>();
    designs.forEach(design -> all.put(design, baseline));
    all.put(baseline, baseline);
    return new Baselines(all);
  }

  /** The baseline of a design. */
  public Optional<String> of(String design) {
    return Optional.ofNullable(byDesign.get(design));
  }

  /** All baselines, each once. */
  Set<String> all() {
    return new LinkedHashSet<>(byDesign.values());
  }

  /** Whether speed-ups are relative to this design. */
  public boolean isBaseline(String design) {
    return of(design).filter(design::equals).isPresent();
  }
}
