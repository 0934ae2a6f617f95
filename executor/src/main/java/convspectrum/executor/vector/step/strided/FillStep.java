package convspectrum.executor.vector.step.strided;

import convspectrum.executor.vector.layout.Lines;
import convspectrum.executor.vector.layout.Strided;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.Share;
import convspectrum.executor.vector.step.Step;

/** Writes one number to all elements. */
public final class FillStep implements Step {
  private final Lines lines;
  private final float value;

  /** Creates a step that fills a value. */
  public FillStep(Strided out, float value) {
    this.lines = Lines.of(out);
    this.value = value;
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    float[] values = memory.values();
    int length = lines.length();
    int stride = lines.stride(0);
    int end = Share.start(lines.elements(), part + 1, parts);
    for (int at = Share.start(lines.elements(), part, parts); at < end; ) {
      int inside = at % length;
      int count = Math.min(length - inside, end - at);
      int out = lines.at(0, at / length, inside);
      for (int i = 0; i < count; i++) {
        values[out + i * stride] = value;
      }
      at += count;
    }
  }
}
