package convspectrum.search.strategy;

import java.util.stream.Stream;

/** What a strategy may know of any design without spending budget. All objectives are minimised. */
public interface Landscape {
  /** The space of the designs. */
  EncodingSpace space();

  /** The number of objectives. */
  int objectives();

  /** Whether {@link #cheap} gives this objective. */
  boolean isCheap(int objective);

  /**
   * An objective that is known of every design, such as its MACs.
   *
   * @return finite where {@link #violation} is 0
   */
  double cheap(int objective, Encoding encoding);

  /**
   * By how much a design breaks the constraints that are known in advance: 0 where it keeps all,
   * the sum of the relative excesses where it does not, infinite where there is no such design.
   */
  double violation(Encoding encoding);

  /** The canonical encoding of the same design: choices that it does not read have index 0. */
  default Encoding canonical(Encoding encoding) {
    return encoding;
  }

  /** Every design once, lazily, the last parameter fastest. */
  default Stream<Encoding> designs() {
    return space().encodings();
  }
}
