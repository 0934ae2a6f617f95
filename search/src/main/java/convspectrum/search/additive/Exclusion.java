package convspectrum.search.additive;

import convspectrum.search.strategy.Encoding;
import java.util.BitSet;

/** Combinations of choices that no design has. Immutable. */
public final class Exclusion {
  private final Scope scope;
  private final BitSet excluded;

  /**
   * An exclusion.
   *
   * @param excluded the numbers of the combinations of {@code scope} that no design has
   */
  public Exclusion(Scope scope, BitSet excluded) {
    this.scope = scope;
    this.excluded = (BitSet) excluded.clone();
  }

  /** The parameters that decide. */
  public Scope scope() {
    return scope;
  }

  /** Whether no design has this combination of the scope. */
  public boolean excludes(int index) {
    return excluded.get(index);
  }

  /** Whether an encoding denotes no design, as far as this scope says. */
  public boolean excludes(Encoding encoding) {
    return excluded.get(scope.index(encoding));
  }
}
