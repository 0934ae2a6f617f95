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
 * @param apart whether the designs of different baselines are measured one group after the other,
 *     since nothing compares them; else all are in the same rounds
 */
public record Baselines(Map<String, String> byDesign, boolean apart) {
  /** No speed-ups. */
  public static final Baselines NONE = new Baselines(Map.of());

  public Baselines {
    byDesign = Map.copyOf(byDesign);
  }

  /** Baselines of designs that are all in the same rounds. */
  public Baselines(Map<String, String> byDesign) {
    this(byDesign, false);
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

  /** Whether a design is to be measured after these and not with them. */
  boolean areApart(Collection<String> group, String design) {
    return apart && group.stream().anyMatch(one -> !of(one).equals(of(design)));
  }
}
