package convspectrum.executor.vector.step;

import convspectrum.executor.vector.layout.FeatureMap;

/** Copies values between a feature map and row-major elements (NCHW), in an array or the arena. */
public final class MatrixTransfer {
  private MatrixTransfer() {}

  /** Copies row-major elements to a feature map. */
  public static void toMap(float[] source, int start, FeatureMap map, float[] values) {
    int channels = map.order().channels();
    int plane = map.height() * map.width();
    for (int n = 0; n < map.batch(); n++) {
      for (int c = 0; c < channels; c++) {
        int slot = map.order().slot(c);
        for (int y = 0; y < map.height(); y++) {
          int in = start + (n * channels + c) * plane + y * map.width();
          int out = map.at(n, y, 0) + slot;
          for (int x = 0; x < map.width(); x++) {
            values[out + x * map.pixel()] = source[in + x];
          }
        }
      }
    }
  }

  /** Copies a feature map to row-major elements. */
  public static void toElements(FeatureMap map, float[] values, float[] target, int start) {
    int channels = map.order().channels();
    int plane = map.height() * map.width();
    for (int n = 0; n < map.batch(); n++) {
      for (int c = 0; c < channels; c++) {
        int slot = map.order().slot(c);
        for (int y = 0; y < map.height(); y++) {
          int in = map.at(n, y, 0) + slot;
          int out = start + (n * channels + c) * plane + y * map.width();
          for (int x = 0; x < map.width(); x++) {
            target[out + x] = values[in + x * map.pixel()];
          }
        }
      }
    }
  }
}
