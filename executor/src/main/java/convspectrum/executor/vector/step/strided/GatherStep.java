package convspectrum.executor.vector.step.strided;

import convspectrum.executor.runtime.PlaceException;
import convspectrum.executor.vector.layout.Matrix;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.Share;
import convspectrum.executor.vector.step.Step;

/** Copies the parts of a matrix along one axis that another matrix names: rows of a table. */
public final class GatherStep implements Step {
  private final String node;
  private final Matrix from;
  private final Matrix places;
  private final Matrix out;
  private final int size;

  /** Number of consecutive elements at one place. */
  private final int inner;

  /**
   * Creates a step.
   *
   * @param node the name for messages
   */
  public GatherStep(String node, Matrix from, Matrix places, Matrix out, int axis) {
    this.node = node;
    this.from = from;
    this.places = places;
    this.out = out;
    this.size = from.shape().dim(axis);
    int elements = 1;
    for (int behind = axis + 1; behind < from.shape().rank(); behind++) {
      elements *= from.shape().dim(behind);
    }
    this.inner = elements;
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    float[] values = memory.values();
    int count = places.size();
    int copies = out.size() / inner;
    int end = Share.start(copies, part + 1, parts);
    for (int i = Share.start(copies, part, parts); i < end; i++) {
      float named = values[places.offset() + i % count];
      int place = PlaceException.requireInside(node, named, size);
      int start = from.offset() + (i / count * size + place) * inner;
      System.arraycopy(values, start, values, out.offset() + i * inner, inner);
    }
  }
}
