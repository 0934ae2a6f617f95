package convspectrum.search.strategy;

import java.util.stream.Stream;

/** What a strategy may know of any design without spending budget. All objectives are minimised. */
public interface Landscape {
  /** The designs there are. */
  GenomeSpace space();

  /** The number of objectives. */
  int objectives();

  /** Whether {@link #free} gives this objective. */
  boolean isFree(int objective);

  /**
   * An objective that is known of every design, such as its MACs.
   *
   * @return finite where {@link #violation} is 0
   */
  double free(int objective, Genome genome);

  /**
   * By how much a design breaks the constraints that are known in advance: 0 where it keeps all,
   * the sum of the relative excesses where it does not, infinite where there is no such design.
   */
  double violation(Genome genome);

  /** The plainest genome of the same design: choices that it does not read are the first. */
  default Genome canonical(Genome genome) {
    return genome;
  }

  /** Every design once, lazily, the last parameter fastest. */
  default Stream<Genome> designs() {
    return space().genomes();
  }
}
