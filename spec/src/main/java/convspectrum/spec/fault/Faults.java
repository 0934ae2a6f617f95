package convspectrum.spec.fault;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects faults, so that a user sees all of a file at once. Equal faults are kept once. */
public final class Faults {
  private final Set<Fault> found = new LinkedHashSet<>();

  /** Adds a fault. */
  public void add(Fault fault) {
    found.add(fault);
  }

  /** Adds a fault that consists of these parts. */
  public void add(Location location, String path, String problem, String expected) {
    found.add(new Fault(location, path, problem, expected));
  }

  /** Whether there are no faults. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** The number of faults. */
  public int size() {
    return found.size();
  }

  /** All faults, ordered by place. */
  public List<Fault> sorted() {
    return found.stream().sorted(Comparator.comparing(Fault::location)).toList();
  }

  /** Throws all faults, if there are any. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new SpecException(sorted());
    }
  }
}
