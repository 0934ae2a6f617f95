package convspectrum.spec;

import convspectrum.spec.lowering.Elaborator;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Parameter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks through designs, each once. A choice in place that a design does not read keeps its start
 * value: the walk goes back over the choices that were read, last first, as a search through a
 * decision tree does, since what is read depends only on what was read before.
 */
final class DesignWalk implements Iterator<Design> {
  private final Elaborator elaborator;
  private final Set<Integer> swept;
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
  DesignWalk(Elaborator elaborator, Design start, Set<Integer> swept, boolean conditional) {
    this.elaborator = elaborator;
    this.swept = new TreeSet<>(swept);
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

  private @Nullable Design after(Design design) {
    List<Integer> order = order(design);
    Design result = design;
    for (int index : order.reversed()) {
      if (result.choice(index) + 1 < design.parameters().get(index).size()) {
        return result.with(index, result.choice(index) + 1);
      }
      result = result.with(index, start.choice(index));
    }
    return null;
  }

  /**
   * The parameters that vary, in the order in which they decide: named parameters, then choices in
   * the order of reading.
   */
  private List<Integer> order(Design design) {
    List<Parameter> parameters = design.parameters();
    List<Integer> order = new ArrayList<>();
    List<Integer> read = conditional ? elaborator.choicesRead(design) : List.of();
    for (int index : swept) {
      if (!conditional || !parameters.get(index).inPlace()) {
        order.add(index);
      }
    }
    for (int index : read) {
      if (swept.contains(index)) {
        order.add(index);
      }
    }
    return order;
  }
}
