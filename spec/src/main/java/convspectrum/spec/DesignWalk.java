package convspectrum.spec;

import convspectrum.spec.lowering.Elaborator;
import convspectrum.spec.parameter.Design;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks through designs, each once. A choice in place that a design does not read keeps its start
 * value: the walk goes back over the choices that were read, last first, as a search through a
 * decision tree does, since what is read depends only on what was read before.
 */
final class DesignWalk implements Iterator<Design> {
  private final Elaborator elaborator;
  private final BitSet swept = new BitSet();

  /** Those that vary whatever else is chosen, in the order of the space. */
  private final int[] first;

  private final Design start;
  private final boolean conditional;
  private @Nullable Design next;

  /**
   * A walk.
   *
   * @param start its first design, and what parameters that are not swept keep
   * @param swept the parameters that vary, by their place in the space
   * @param conditional whether some choice is not read by every design
   */
  DesignWalk(Elaborator elaborator, Design start, int[] swept, boolean conditional) {
    this.elaborator = elaborator;
    for (int index : swept) {
      this.swept.set(index);
    }
    this.first =
        this.swept.stream()
            .filter(index -> !conditional || !start.parameters().get(index).inPlace())
            .toArray();
    this.start = start;
    this.conditional = conditional;
    this.next = start;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Design next() {
    Design current = next;
    if (current == null) {
      throw new NoSuchElementException("no design is left");
    }
    next = after(current);
    return current;
  }

  /**
   * The last choice that can be raised is, and those behind it begin anew: named parameters decide
   * first, then choices in the order of reading.
   */
  private @Nullable Design after(Design design) {
    List<Integer> read = conditional ? elaborator.choicesRead(design) : List.of();
    Design result = design;
    for (int i = read.size() + first.length - 1; i >= 0; i--) {
      int index = i < first.length ? first[i] : read.get(i - first.length);
      if (i >= first.length && !swept.get(index)) {
        continue;
      }
      if (result.choice(index) + 1 < design.parameters().get(index).size()) {
        return result.with(index, result.choice(index) + 1);
      }
      result = result.with(index, start.choice(index));
    }
    return null;
  }
}
