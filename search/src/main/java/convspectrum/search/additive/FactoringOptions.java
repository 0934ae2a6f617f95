package convspectrum.search.additive;

/**
 * How thoroughly a breakdown is explored.
 *
 * @param seed of everything random
 * @param bases random designs of which every neighbour is looked at, 1 or more
 * @param checked designs that are drawn at random and have to agree with the tables, 1 or more
 * @param mostEntries the largest table of a position, in combinations of choices
 * @param mostCalls the largest number of designs whose breakdown is computed
 */
public record FactoringOptions(long seed, int bases, int checked, int mostEntries, int mostCalls) {
  public FactoringOptions {
    if (bases < 1 || checked < 1 || mostEntries < 1 || mostCalls < 1) {
      throw new IllegalArgumentException(
          "%d bases, %d checked, %d entries, %d calls; expected 1 or more of each"
              .formatted(bases, checked, mostEntries, mostCalls));
    }
  }

  /** Four bases, 1,000 designs checked, tables of up to 200,000 entries, up to 200,000 calls. */
  public static FactoringOptions of(long seed) {
    return new FactoringOptions(seed, 4, 1_000, 200_000, 200_000);
  }
}
