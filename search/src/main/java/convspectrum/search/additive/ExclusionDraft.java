package convspectrum.search.additive;

import convspectrum.search.strategy.Encoding;
import java.util.BitSet;

/** Combinations of the choices of a scope that no design was found for. */
final class ExclusionDraft {
  private final Scope scope;
  private final BitSet allowed = new BitSet();
  private final BitSet excluded = new BitSet();

  ExclusionDraft(Scope scope) {
    this.scope = scope;
  }

  Scope scope() {
    return scope;
  }

  /** Learns that an encoding denotes a design. */
  void allow(Encoding design) {
    int index = scope.index(design);
    allowed.set(index);
    excluded.clear(index);
  }

  void exclude(int index) {
    excluded.set(index);
  }

  boolean allows(int index) {
    return allowed.get(index);
  }

  boolean excludes(int index) {
    return excluded.get(index);
  }

  boolean isOpen(int index) {
    return !allowed.get(index) && !excluded.get(index);
  }

  boolean isEmpty() {
    return excluded.isEmpty();
  }

  Exclusion exclusion() {
    return new Exclusion(scope, excluded);
  }
}
