package convspectrum.search.strategy;

import convspectrum.search.pareto.Front;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All evaluated designs, in order, and the front of them. */
public final class Archive {
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Encoding, Entry> byEncoding = new HashMap<>();
  private final Set<Entry> front = new LinkedHashSet<>();
  private final boolean complete;
  private int size;

  private Archive(boolean complete) {
    this.complete = complete;
  }

  /** An empty archive, which keeps all. */
  public Archive() {
    this(true);
  }

  /** An empty archive that counts all designs but keeps only the front, to save memory. */
  public static Archive ofFront() {
    return new Archive(false);
  }

  /** A design that was evaluated. Its values must not be changed. */
  public static final class Entry {
    private final Encoding encoding;
    private final double[] values;
    private final double violation;

    private Entry(Encoding encoding, double[] values, double violation) {
      this.encoding = encoding;
      this.values = values;
      this.violation = violation;
    }

    /** The design. */
    public Encoding encoding() {
      return encoding;
    }

    /** An objective, minimised; infinite where it could not be computed. */
    public double value(int objective) {
      return values[objective];
    }

    /** All objectives, in a new array. */
    public double[] toArray() {
      return values.clone();
    }

    double[] values() {
      return values;
    }

    /** The sum of the relative excesses over all constraints; 0 where it keeps them. */
    public double violation() {
      return violation;
    }

    /** Whether it keeps all constraints. */
    public boolean isFeasible() {
      return violation == 0;
    }
  }

  /**
   * Adds a design.
   *
   * @param values its objectives, minimised; infinite where one failed
   * @param violation of constraints, 0 where it keeps them all
   * @throws IllegalArgumentException where the archive has it already
   */
  public Entry add(Encoding encoding, double[] values, double violation) {
    Entry entry = new Entry(encoding, values.clone(), violation);
    if (complete && byEncoding.putIfAbsent(encoding, entry) != null) {
      throw new IllegalArgumentException(encoding + " was evaluated before");
    }
    size++;
    if (complete) {
      entries.add(entry);
    }
    if (violation == 0) {
      join(entry);
    }
    return entry;
  }

  private void join(Entry entry) {
    for (double value : entry.values) {
      if (!Double.isFinite(value)) {
        return;
      }
    }
    for (Entry other : front) {
      if (Front.covers(other.values, entry.values)) {
        return;
      }
    }
    front.removeIf(other -> Front.covers(entry.values, other.values));
    front.add(entry);
  }

  /** Whether a design was evaluated; never, where only the front is kept. */
  public boolean contains(Encoding encoding) {
    return byEncoding.containsKey(encoding);
  }

  /** The entry of a design, if it was evaluated. */
  public Optional<Entry> find(Encoding encoding) {
    return Optional.ofNullable(byEncoding.get(encoding));
  }

  /** The number of designs. */
  public int size() {
    return size;
  }

  /** A design, in the order of evaluation. */
  public Entry get(int index) {
    return entries.get(index);
  }

  /** All designs that are kept, in the order of evaluation. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Whether a design is one of {@link #front}. */
  public boolean isInFront(Entry entry) {
    return front.contains(entry);
  }

  /** The number of designs of {@link #front}. */
  public int frontSize() {
    return front.size();
  }

  /** The best designs by layers, and in a layer by crowding, as NSGA-II ranks them; in order. */
  public List<Entry> best(int most) {
    return Ranked.best(entries, most).stream().map(Ranked::entry).toList();
  }

  /** The feasible designs that no other beats; of those with equal values, the first evaluated. */
  public List<Entry> front() {
    return List.copyOf(front);
  }
}
