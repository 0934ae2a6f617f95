package convspectrum.executor.vector.step;

import convspectrum.executor.vector.layout.FeatureMap;

/**
 * Two convolutions, a few rows at a time. The second, a pointwise one, reads the results of the
 * first while they are in the cache, and they are never stored as a whole.
 */
public final class StripStep implements Step {
  private final RowStep first;
  private final RowStep second;
  private final FeatureMap strip;
  private final int rows;
  private final int batch;
  private final int height;

  /**
   * @param first writes to {@code strip}
   * @param second reads from it, pixel by pixel
   * @param strip consecutive strips of {@code rows} rows, one for each thread
   * @param rows number of rows of a strip
   * @param out result of both
   */
  public StripStep(RowStep first, RowStep second, FeatureMap strip, int rows, FeatureMap out) {
    this.first = first;
    this.second = second;
    this.strip = strip;
    this.rows = rows;
    this.batch = out.batch();
    this.height = out.height();
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    int from = Share.start(height, part, parts);
    int to = Share.start(height, part + 1, parts);
    for (int n = 0; n < batch; n++) {
      for (int y = from; y < to; y += rows) {
        int end = Math.min(to, y + rows);
        int shift = (part * rows - y) * strip.row();
        first.rows(memory, n, y, end, 0, shift);
        second.rows(memory, n, y, end, shift, 0);
      }
    }
  }
}
