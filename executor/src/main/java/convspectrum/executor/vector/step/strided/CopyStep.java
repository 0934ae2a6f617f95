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
 * Moves a value: permutes axes, joins, cuts, or brings it to another layout. Where neighbours of
 * the target do not lie side by side in the source, squares of both are moved, each of which stays
 * in the first-level cache.
 */
public final class CopyStep implements Step {
  /** Floats of a cache line: a square's rows and columns use every line whole. */
  private static final int SQUARE = 16;

  /** Target first. */
  private final Lines lines;

  /** Lines that start side by side in the source, one after the other; 1 where none do. */
  private final int neighbours;

  /** Copies element by element; both have the same sizes. */
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

  /** From a matrix (N, C, H, W) to a feature map, or back. */
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
