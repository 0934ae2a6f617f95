package convspectrum.spec.fault;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The faults of the designs of a space, each once, with the number of designs that have it. Faults
 * at one place that differ only in their numbers are one: {@code 3 does not divide 728} and {@code
 * 5 does not divide 728}.
 */
public final class DesignFaults {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private record Kind(Location location, String path, String problem) {
    static Kind of(Fault fault) {
      return new Kind(
          fault.location(), fault.path(), NUMBER.matcher(fault.problem()).replaceAll("0"));
    }
  }

  private static final class Found {
    private final Fault first;
    private final String design;
    private long designs;

    private Found(Fault first, String design) {
      this.first = first;
      this.design = design;
    }
  }

  private final Map<Kind, Found> found = new LinkedHashMap<>();
  private long looked;

  /** Counts a design without a fault. */
  public void sound() {
    looked++;
  }

  /**
   * Adds what is wrong with a design.
   *
   * @param design {@code segments=3}
   */
  public void add(String design, List<Fault> faults) {
    looked++;
    Set<Kind> kinds = new LinkedHashSet<>();
    for (Fault fault : faults) {
      Kind kind = Kind.of(fault);
      Found known = found.computeIfAbsent(kind, _ -> new Found(fault, design));
      if (kinds.add(kind)) {
        known.designs++;
      }
    }
  }

  /** How many different faults there are. */
  public int size() {
    return found.size();
  }

  /**
   * A fault with the number of designs that have it.
   *
   * @param all whether all designs of the space were looked at
   */
  public Fault counted(Fault fault, boolean all) {
    Found known = found.get(Kind.of(fault));
    if (known == null || looked < 2) {
      return fault;
    }
    if (known.designs == looked && all) {
      return fault.in("all %,d designs".formatted(looked));
    }
    String of = all ? "%,d designs".formatted(looked) : "the first %,d designs".formatted(looked);
    return known.designs == 1
        ? fault.in("design %s, 1 of %s".formatted(known.design, of))
        : fault.in("%,d of %s, such as %s".formatted(known.designs, of, known.design));
  }

  /**
   * Throws all faults, if there are any.
   *
   * @param all whether all designs of the space were looked at
   */
  public void throwIfAny(boolean all) {
    if (!found.isEmpty()) {
      throw new SpecException(found.values().stream().map(one -> counted(one.first, all)).toList());
    }
  }
}
