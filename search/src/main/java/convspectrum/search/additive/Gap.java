package convspectrum.search.additive;

import convspectrum.search.strategy.Encoding;
import java.util.BitSet;

/**
 * The combinations that the table of a position lacks.
 *
 * @param draft the table
 * @param open the combinations that no composed design has yet
 */
record Gap<T>(PositionDraft<T> draft, BitSet open) {
  /** Combinations that are tried in one design before the position is left as it comes. */
  private static final int PROBES = 64;

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Takes the first combination that fits beside choices, of which −1 is open, if there is one. */
  void join(int[] chosen, Exclusions<?> exclusions) {
    Scope scope = draft.scope();
    int index = open.nextSetBit(0);
    for (int i = 0; i < PROBES && index >= 0; i++, index = open.nextSetBit(index + 1)) {
      if (scope.fits(index, chosen)) {
        int[] before = chosen.clone();
        scope.choose(index, chosen);
        if (!exclusions.excludes(chosen)) {
          return;
        }
        System.arraycopy(before, 0, chosen, 0, chosen.length);
      }
    }
  }

  /** Takes note of a design that was composed. */
  void close(Encoding design) {
    open.clear(draft.scope().index(design));
  }
}
