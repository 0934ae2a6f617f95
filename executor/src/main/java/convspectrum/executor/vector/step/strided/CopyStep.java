package convspectrum.executor.vector.step.strided;

import convspectrum.executor.vector.layout.ChannelOrder.Run;
import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.executor.vector.layout.Lines;
import convspectrum.executor.vector.layout.Matrix;
import convspectrum.executor.vector.layout.Strided;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.Share;
import convspectrum.executor.vector.step.Step;

/**
 * Moves a value: it permutes axes, joins, cuts, or changes the layout. If neighbours of the target
 * are not adjacent in the source, it moves squares that stay in the first-level cache.
 */
public final class CopyStep implements Step {
  /** Number of floats of a cache line: a square's rows and columns use whole lines. */
  private static final int SQUARE = 16;

  /** The lines of the target and the source, in this order. */
  private final Lines lines;

  /** Number of consecutive lines that start at adjacent source elements; 1 if there are none. */
  private final int neighbours;

  /** Creates a copy element by element; both have the same sizes. */
  public CopyStep(Strided from, Strided to) {
    this.lines = Lines.across(to, from);
    this.neighbours = lines.stride(1) == 1 ? 1 : neighbours();
  }

  private int neighbours() {
    int count = 1;
    while (count < lines.count()
        && count < SQUARE
        && lines.at(1, count, 0) == lines.at(1, 0, 0) + count) {
      count++;
    }
    return count;
  }

  /** Returns the steps from a matrix (N, C, H, W) to a feature map, or back. */
  public static Step[] between(Matrix matrix, FeatureMap map, boolean toMap) {
    Strided whole = Strided.of(matrix);
    return map.order().runs(0, map.order().channels()).stream()
        .map(run -> between(whole, map, run, toMap))
        .toArray(Step[]::new);
  }

  private static Step between(Strided matrix, FeatureMap map, Run run, boolean toMap) {
    Strided elements = matrix.slice(1, run.channel(), run.length());
    Strided slots = Strided.run(map, run.slot(), run.length());
    return toMap ? new CopyStep(elements, slots) : new CopyStep(slots, elements);
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    float[] values = memory.values();
    if (lines.count() < 4 * parts && neighbours == 1) {
      elements(values, part, parts);
      return;
    }
    int blocks = Math.ceilDiv(lines.count(), neighbours);
    int end = Share.start(blocks, part + 1, parts);
    for (int block = Share.start(blocks, part, parts); block < end; block++) {
      int first = block * neighbours;
      int last = Math.min(lines.count(), first + neighbours);
      if (neighbours == 1) {
        line(values, lines.at(0, first, 0), lines.at(1, first, 0), lines.length());
      } else {
        squares(values, first, last);
      }
    }
  }

  private void elements(float[] values, int part, int parts) {
    int length = lines.length();
    int end = Share.start(lines.elements(), part + 1, parts);
    for (int at = Share.start(lines.elements(), part, parts); at < end; ) {
      int inside = at % length;
      int count = Math.min(length - inside, end - at);
      line(values, lines.at(0, at / length, inside), lines.at(1, at / length, inside), count);
      at += count;
    }
  }

  private void squares(float[] values, int first, int last) {
    for (int x = 0; x < lines.length(); x += SQUARE) {
      int count = Math.min(SQUARE, lines.length() - x);
      for (int line = first; line < last; line++) {
        line(values, lines.at(0, line, x), lines.at(1, line, x), count);
      }
    }
  }

  private void line(float[] values, int to, int from, int count) {
    int toStep = lines.stride(0);
    int fromStep = lines.stride(1);
    if (toStep == 1 && fromStep == 1) {
      System.arraycopy(values, from, values, to, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      values[to + i * toStep] = values[from + i * fromStep];
    }
  }
}
