package convspectrum.executor.vector.step;

import java.util.Arrays;

/** Clears the zeros around the pictures of one storage whose memory another storage used before. */
public final class HaloStep implements Step {
  private final int[] starts;
  private final int[] ends;

  /** Creates a step that clears these ranges of the arena. */
  public HaloStep(int[] starts, int[] ends) {
    this.starts = starts;
    this.ends = ends;
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    int end = Share.start(starts.length, part + 1, parts);
    for (int i = Share.start(starts.length, part, parts); i < end; i++) {
      Arrays.fill(memory.values(), starts[i], ends[i], 0);
    }
  }
}
