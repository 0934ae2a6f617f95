package convspectrum.spec.lowering;

import convspectrum.spec.template.OwnBlock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One use of an own block, or the network itself: its arguments and the repeats that run in it. */
final class Frame {
  private final @Nullable OwnBlock block;
  private final @Nullable Object[] arguments;
  private int[] repetitions = new int[4];
  private int depth;

  Frame(@Nullable OwnBlock block) {
    this.block = block;
    this.arguments = new Object[block == null ? 0 : block.parameters().size()];
  }

  void set(int index, Object value) {
    arguments[index] = value;
  }

  /** The argument of this name; null where the block has no such parameter. */
  @Nullable Object argument(String name) {
    if (block == null) {
      return null;
    }
    int index = block.indexOf(name);
    return index < 0 ? null : arguments[index];
  }

  void beginRepeat() {
    if (depth == repetitions.length) {
      repetitions = Arrays.copyOf(repetitions, 2 * depth);
    }
    repetitions[depth++] = 0;
  }

  void repetition(int index) {
    repetitions[depth - 1] = index;
  }

  void endRepeat() {
    depth--;
  }

  /** The running number in each repeat, outermost first; longer than there are repeats. */
  int[] repetitions() {
    return repetitions;
  }
}
