package convspectrum.search.exact;

import convspectrum.search.strategy.Encoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the designs that have the sums of a point: back through the eliminations, with each choice
 * for which points of the parts add up to it.
 */
final class DesignLister {
  private final Dimensions dimensions;
  private final int[] chosen;
  private final int most;
  private final List<Encoding> designs = new ArrayList<>();

  private DesignLister(Dimensions dimensions, int parameters, int most) {
    this.dimensions = dimensions;
    this.chosen = new int[parameters];
    this.most = most;
  }

  /**
   * The designs of a point, at most so many.
   *
   * @param root the part that is the whole design
   */
  static List<Encoding> list(
      Dimensions dimensions, int parameters, Potential root, int point, int most) {
    DesignLister lister = new DesignLister(dimensions, parameters, most);
    Arrays.fill(lister.chosen, -1);
    lister.follow(new Open(root, root.sets().getFirst(), point, null));
    return lister.designs;
  }

  /** Points of which the choices are still to be found, one behind the other. */
  private record Open(Potential part, PointSet set, int point, @Nullable Open next) {}

  private boolean isFull() {
    return designs.size() >= most;
  }

  private void follow(@Nullable Open open) {
    if (isFull()) {
      return;
    }
    if (open == null) {
      designs.add(Encoding.of(chosen));
      return;
    }
    Elimination from = open.part().origin().orElse(null);
    if (from == null) {
      follow(open.next());
      return;
    }
    long[] target = new long[dimensions.size()];
    Elimination.plus(target, open.set(), open.point(), 1);
    for (int choice = 0; choice < from.choices() && !isFull(); choice++) {
      from.choose(chosen, choice);
      List<Operand> operands =
          from.inputs().stream()
              .map(part -> new Operand(part, part.at(chosen)))
              .sorted((a, b) -> Integer.compare(a.set().size(), b.set().size()))
              .toList();
      split(from, operands, 0, new long[dimensions.size()], target, open.next());
    }
    from.choose(chosen, -1);
  }

  private record Operand(Potential part, PointSet set) {}

  /** Takes a point of each operand so that they add up to the target. */
  private void split(
      Elimination from,
      List<Operand> operands,
      int index,
      long[] sum,
      long[] target,
      @Nullable Open next) {
    Operand operand = operands.get(index);
    if (index == operands.size() - 1) {
      last(from, operand, sum, target, next);
      return;
    }
    for (int point = 0; point < operand.set().size() && !isFull(); point++) {
      Elimination.plus(sum, operand.set(), point, 1);
      Open open = new Open(operand.part(), operand.set(), point, next);
      split(from, operands, index + 1, sum, target, open);
      Elimination.plus(sum, operand.set(), point, -1);
    }
  }

  private void last(
      Elimination from, Operand operand, long[] sum, long[] target, @Nullable Open next) {
    int objectives = dimensions.objectives();
    long[] wanted = new long[dimensions.size()];
    for (int i = 0; i < objectives; i++) {
      wanted[i] = target[i] - sum[i];
    }
    PointSet set = operand.set();
    for (int point = set.firstFrom(wanted, objectives);
        point < set.size() && set.compare(point, wanted, objectives) == 0 && !isFull();
        point++) {
      long[] whole = sum.clone();
      Elimination.plus(whole, set, point, 1);
      if (from.admit(whole) && Arrays.equals(whole, target)) {
        follow(new Open(operand.part(), set, point, next));
      }
    }
  }
}
