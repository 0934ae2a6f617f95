package convspectrum.executor.vector.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Iterates over several values of one shape together, in the memory order of the first. Axes that
 * are adjacent in all of them are merged, so that lines are as long as possible.
 */
public final class Lines {
  private final int[] offsets;
  private final int[] sizes;

  /** The strides by value and axis. */
  private final int[][] strides;

  private final int last;
  private final int count;

  private Lines(int[] offsets, int[] sizes, int[][] strides) {
    this.offsets = offsets;
    this.sizes = sizes;
    this.strides = strides;
    this.last = sizes.length - 1;
    int product = 1;
    for (int axis = 0; axis < last; axis++) {
      product = Math.multiplyExact(product, sizes[axis]);
    }
    this.count = product;
  }

  /** Creates an iteration over values with the same sizes; the first decides the order. */
  public static Lines of(Strided... values) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < values[0].rank(); axis++) {
      if (values[0].size(axis) > 1) {
        axes.add(axis);
      }
    }
    axes.sort(Comparator.comparingInt((Integer axis) -> -values[0].stride(axis)));
    // The last axis of each group of merged axes, and the group's size.
    List<Integer> kept = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (int axis : axes) {
      if (!kept.isEmpty() && follows(kept.getLast(), axis, values)) {
        sizes.add(sizes.removeLast() * values[0].size(axis));
        kept.set(kept.size() - 1, axis);
      } else {
        kept.add(axis);
        sizes.add(values[0].size(axis));
      }
    }
    int[] offsets = new int[values.length];
    int[][] strides = new int[values.length][Math.max(1, kept.size())];
    for (int v = 0; v < values.length; v++) {
      offsets[v] = values[v].offset();
      strides[v][0] = 1;
      for (int i = 0; i < kept.size(); i++) {
        strides[v][i] = values[v].stride(kept.get(i));
      }
    }
    return new Lines(
        offsets,
        kept.isEmpty() ? new int[] {1} : sizes.stream().mapToInt(Integer::intValue).toArray(),
        strides);
  }

  /**
   * Creates an iteration over two values in which the axis with adjacent neighbours in the second
   * comes last but one, so that these neighbours start consecutive lines.
   */
  public static Lines across(Strided first, Strided second) {
    Lines lines = of(first, second);
    int side = 0;
    while (side < lines.last && lines.strides[1][side] != 1) {
      side++;
    }
    for (int axis = side; axis < lines.last - 1; axis++) {
      swap(lines.sizes, axis);
      swap(lines.strides[0], axis);
      swap(lines.strides[1], axis);
    }
    return lines;
  }

  private static void swap(int[] values, int index) {
    int value = values[index];
    values[index] = values[index + 1];
    values[index + 1] = value;
  }

  private static boolean follows(int outer, int inner, Strided... values) {
    for (Strided value : values) {
      if (value.stride(outer) != value.stride(inner) * value.size(inner)) {
        return false;
      }
    }
    return true;
  }

  /** Number of lines. */
  public int count() {
    return count;
  }

  /** Number of elements of a line. */
  public int length() {
    return sizes[last];
  }

  /** Number of elements of all lines. */
  public int elements() {
    return Math.multiplyExact(count, sizes[last]);
  }

  /** Distance between neighbours of a line in one of the values. */
  public int stride(int value) {
    return strides[value][last];
  }

  /** Position of a line's element in one of the values. */
  public int at(int value, int line, int inside) {
    int[] steps = strides[value];
    int place = offsets[value] + inside * steps[last];
    int rest = line;
    for (int axis = last - 1; axis >= 0; axis--) {
      int size = sizes[axis];
      int outer = rest / size;
      place += (rest - outer * size) * steps[axis];
      rest = outer;
    }
    return place;
  }
}
