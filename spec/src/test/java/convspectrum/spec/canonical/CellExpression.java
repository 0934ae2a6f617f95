package convspectrum.spec.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A NAS-Bench-201 cell as text, by rules of its own that share nothing with the fingerprint: the
 * independent count.
 *
 * @param flatten whether a sum inside a sum dissolves
 * @param exact whether convolutions are told apart (c + c is not conv₁(x) + conv₂(x)) and a
 *     convolution with batch norm of zero is a constant; else all of that is looked over
 */
record CellExpression(boolean flatten, boolean exact) {
  private sealed interface Value {}

  private record Input() implements Value {}

  private record Pooled(Value of) implements Value {}

  private record Convolved(int op, Value of, int id) implements Value {}

  private record Shift(int id) implements Value {}

  private record Sum(List<Value> of) implements Value {}

  /** The smallest text over all numberings of the cell's convolutions; "0" for zero. */
  String text(int cell) {
    Value value = value(cell);
    if (value == null) {
      return "0";
    }
    if (!exact) {
      return render(value, List.of());
    }
    Set<Integer> ids = new TreeSet<>();
    collect(value, ids);
    return permutations(List.copyOf(ids)).stream()
        .map(order -> render(value, order))
        .min(String::compareTo)
        .orElseThrow();
  }

  private @Nullable Value value(int cell) {
    List<@Nullable Value> nodes = new ArrayList<>(List.of(new Input()));
    int divisor = 3125;
    for (int j = 1; j <= 3; j++) {
      List<Value> terms = new ArrayList<>();
      for (int i = 0; i < j; i++) {
        Value term = edge(cell / divisor % 5, nodes.get(i), divisor);
        divisor /= 5;
        if (term instanceof Sum sum && flatten) {
          terms.addAll(sum.of());
        } else if (term != null) {
          terms.add(term);
        }
      }
      nodes.add(terms.size() > 1 ? new Sum(terms) : terms.isEmpty() ? null : terms.getFirst());
    }
    return nodes.getLast();
  }

  private @Nullable Value edge(int op, @Nullable Value of, int id) {
    if (op == 0 || op == 1) {
      return op == 0 ? null : of;
    }
    if (of == null) {
      return op != 4 && exact ? new Shift(id) : null;
    }
    return op == 4 ? new Pooled(of) : new Convolved(op, of, id);
  }

  private static void collect(Value value, Set<Integer> ids) {
    switch (value) {
      case Input _ -> {}
      case Pooled pooled -> collect(pooled.of(), ids);
      case Convolved convolved -> {
        ids.add(convolved.id());
        collect(convolved.of(), ids);
      }
      case Shift shift -> ids.add(shift.id());
      case Sum sum -> sum.of().forEach(term -> collect(term, ids));
    }
  }

  private static String render(Value value, List<Integer> order) {
    return switch (value) {
      case Input _ -> "x";
      case Pooled pooled -> "p(" + render(pooled.of(), order) + ")";
      case Convolved c ->
          "c" + c.op() + "#" + order.indexOf(c.id()) + "(" + render(c.of(), order) + ")";
      case Shift shift -> "b#" + order.indexOf(shift.id());
      case Sum sum ->
          sum.of().stream()
              .map(term -> render(term, order))
              .sorted()
              .collect(Collectors.joining("+", "(", ")"));
    };
  }

  private static List<List<Integer>> permutations(List<Integer> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Integer>> all = new ArrayList<>();
    for (Integer first : items) {
      for (List<Integer> rest :
          permutations(items.stream().filter(i -> !i.equals(first)).toList())) {
        List<Integer> order = new ArrayList<>(List.of(first));
        order.addAll(rest);
        all.add(order);
      }
    }
    return all;
  }
}
