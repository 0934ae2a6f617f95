package convspectrum.executor.reference;

import convspectrum.executor.runtime.PlaceException;
import convspectrum.spec.composite.RoiAlign;
import convspectrum.spec.composite.RoiPool;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.Arrays;

/** Reference kernels that bring regions of feature maps to one size. */
final class ReferenceRoi {
  private ReferenceRoi() {}

  // x is (N, C, H, W), boxes (R, 4) as left, top, right, bottom, maps (R), y (R, C, h, w)
  /**
   * RoIAlign (He et al., arXiv 1703.06870). As in ONNX and its runtime, a maximum is that of the
   * four weighted neighbours of each sample, not of the samples.
   */
  static void align(RoiAlign op, String node, Tensor x, Tensor boxes, Tensor maps, Tensor y) {
    int perBox = y.data().length / y.shape().batch();
    for (int box = 0; box < y.shape().batch(); box++) {
      double shift = op.halfPixel() ? 0.5 : 0;
      double left = boxes.data()[4 * box] * op.spatialScale() - shift;
      double top = boxes.data()[4 * box + 1] * op.spatialScale() - shift;
      double width = boxes.data()[4 * box + 2] * op.spatialScale() - shift - left;
      double height = boxes.data()[4 * box + 3] * op.spatialScale() - shift - top;
      if (!op.halfPixel()) {
        width = Math.max(width, 1);
        height = Math.max(height, 1);
      }
      Samples rows = Samples.of(top, height, op.height(), op.samplingRatio());
      Samples columns = Samples.of(left, width, op.width(), op.samplingRatio());
      int map = PlaceException.requireInside(node, maps.data()[box], x.shape().batch());
      for (int i = 0; i < perBox; i++) {
        int channel = i / (op.height() * op.width());
        int first = (map * x.shape().channels() + channel) * x.shape().height();
        int row = i / op.width() % op.height();
        y.data()[box * perBox + i] =
            (float) binned(op.kind(), x, first, rows, row, columns, i % op.width());
      }
    }
  }

  /** The samples along a side, {@code count} in each bin of {@code bin}. */
  private record Samples(double start, double bin, int count) {
    static Samples of(double start, double size, int bins, int ratio) {
      int count = ratio > 0 ? ratio : (int) Math.ceil(size / bins);
      return new Samples(start, size / bins, count);
    }

    double at(int binIndex, int sample) {
      return start + binIndex * bin + (sample + 0.5) * bin / count;
    }
  }

  private static double binned(
      PoolKind kind, Tensor x, int firstRow, Samples rows, int row, Samples columns, int column) {
    double sum = 0;
    double largest = Double.NEGATIVE_INFINITY;
    double[] parts = new double[4];
    for (int i = 0; i < rows.count; i++) {
      for (int j = 0; j < columns.count; j++) {
        neighbours(x, firstRow, rows.at(row, i), columns.at(column, j), parts);
        for (double part : parts) {
          sum += part;
          largest = Math.max(largest, part);
        }
      }
    }
    int count = Math.max(rows.count * columns.count, 1);
    return switch (kind) {
      case AVERAGE -> sum / count;
      case MAX -> rows.count > 0 && columns.count > 0 ? largest : 0;
    };
  }

  /** The weighted pixels around a place; all 0 where it lies more than a pixel outside. */
  private static void neighbours(Tensor x, int firstRow, double h, double w, double[] parts) {
    int height = x.shape().height();
    int width = x.shape().width();
    if (h < -1 || h > height || w < -1 || w > width) {
      Arrays.fill(parts, 0);
      return;
    }
    double row = Math.clamp(h, 0, height - 1);
    double column = Math.clamp(w, 0, width - 1);
    int top = (int) row;
    int left = (int) column;
    for (int k = 0; k < 4; k++) {
      int u = Math.min(top + k / 2, height - 1);
      int v = Math.min(left + k % 2, width - 1);
      double below = k / 2 == 0 ? 1 - (row - top) : row - top;
      double right = k % 2 == 0 ? 1 - (column - left) : column - left;
      parts[k] = below * right * x.data()[(firstRow + u) * width + v];
    }
  }

  // x is (N, C, H, W), boxes (R, 5) as map, left, top, right, bottom, y (R, C, h, w)
  /** The largest pixel of each bin (Girshick, arXiv 1504.08083), whose borders are rounded. */
  static void pool(RoiPool op, String node, Tensor x, Tensor boxes, Tensor y) {
    Shape in = x.shape();
    int perBox = y.data().length / y.shape().batch();
    for (int i = 0; i < y.data().length; i++) {
      int box = 5 * (i / perBox);
      int map = PlaceException.requireInside(node, boxes.data()[box], in.batch());
      int channel = i % perBox / (op.height() * op.width());
      int first = (map * in.channels() + channel) * in.height();
      int[] rows =
          bin(
              boxes,
              box + 2,
              op.spatialScale(),
              i / op.width() % op.height(),
              op.height(),
              in.height());
      int[] columns =
          bin(boxes, box + 1, op.spatialScale(), i % op.width(), op.width(), in.width());
      float largest = Float.NEGATIVE_INFINITY;
      for (int h = rows[0]; h < rows[1]; h++) {
        for (int w = columns[0]; w < columns[1]; w++) {
          largest = Math.max(largest, x.data()[(first + h) * in.width() + w]);
        }
      }
      y.data()[i] = rows[0] < rows[1] && columns[0] < columns[1] ? largest : 0;
    }
  }

  /** Where a bin begins and ends along a side of {@code size}, whose box is from {@code at} on. */
  private static int[] bin(Tensor boxes, int at, double scale, int bin, int bins, int size) {
    long start = Math.round(boxes.data()[at] * scale);
    long end = Math.round(boxes.data()[at + 2] * scale);
    float each = (float) Math.max(end - start + 1, 1) / bins;
    return new int[] {
      Math.clamp((long) Math.floor(bin * each) + start, 0, size),
      Math.clamp((long) Math.ceil((bin + 1) * each) + start, 0, size)
    };
  }
}
