package convspectrum.spec.fault;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects faults, so that a user sees all of a file at once. Equal faults are kept once. */
public final class Faults {
  private final Set<Fault> found = new LinkedHashSet<>();

  /** Adds one. */
  public void add(Fault fault) {
    found.add(fault);
  }

  /** Adds one, by its parts. */
  public void add(Location location, String path, String problem, String expected) {
    found.add(new Fault(location, path, problem, expected));
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** How many there are. */
  public int size() {
    return found.size();
  }

  /** All of them, by place. */
  public List<Fault> sorted() {
    return found.stream().sorted(Comparator.comparing(Fault::location)).toList();
  }

  /** Throws all of them, if any. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new SpecException(sorted());
    }
  }
}
