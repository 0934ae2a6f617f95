package convspectrum.executor.vector.step;

import convspectrum.executor.vector.layout.FeatureMap;

/**
 * Copies a feature map to another layout of the same shape: channels in another order, or a
 * row-major tensor (NCHW) at either end.
 */
public final class TransferStep implements Step {
  private final FeatureMap from;
  private final FeatureMap to;
  private final int[] fromSlots;
  private final int[] toSlots;

  /** Copies channel c of every pixel to channel c. */
  public TransferStep(FeatureMap from, FeatureMap to) {
    this.from = from;
    this.to = to;
    this.fromSlots = slots(from);
    this.toSlots = slots(to);
  }

  private static int[] slots(FeatureMap map) {
    int[] slots = new int[map.order().channels()];
    for (int c = 0; c < slots.length; c++) {
      slots[c] = map.order().slot(c);
    }
    return slots;
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    float[] values = memory.values();
    int end = Share.start(to.height(), part + 1, parts);
    for (int n = 0; n < to.batch(); n++) {
      for (int y = Share.start(to.height(), part, parts); y < end; y++) {
        row(values, from.at(n, y, 0), values, to.at(n, y, 0));
      }
    }
  }

  private void row(float[] source, int in, float[] target, int out) {
    for (int x = 0; x < to.width(); x++) {
      for (int c = 0; c < toSlots.length; c++) {
        target[out + toSlots[c]] = source[in + fromSlots[c]];
      }
      in += from.pixel();
      out += to.pixel();
    }
  }
}
