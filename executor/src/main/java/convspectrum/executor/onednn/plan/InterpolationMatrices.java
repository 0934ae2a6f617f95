package convspectrum.executor.onednn.plan;

import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;

/**
 * Resizes as two products of matrices: each output row is a weighted mean of two input rows, and
 * each column of two columns. oneDNN has a primitive for one of our interpolations only.
 */
final class InterpolationMatrices {
  private final Draft draft;
  private final MatrixPlanner products;

  InterpolationMatrices(Draft draft) {
    this.draft = draft;
    this.products = new MatrixPlanner(draft);
  }

  /** (N, C, H, W) becomes R · X for each channel, then X · Cᵀ. */
  void resize(Node node, Op.Resize resize) {
    Shape in = node.inputShape();
    long maps = (long) in.batch() * in.channels();
    int height = resize.height();
    int width = resize.width();
    Interpolation how = resize.interpolation();
    Value source = draft.reshaped(node.inputs().getFirst(), maps, in.height(), in.width());
    Value rows =
        draft.stored(() -> matrix(how, in.height(), height, false), 1, height, in.height());
    Value columns = draft.stored(() -> matrix(how, in.width(), width, true), 1, in.width(), width);
    Value tall = draft.fresh(draft.plain(maps, height, in.width()));
    products.add(rows, source, tall, node);
    Value result = draft.fresh(draft.plain(maps, height, width));
    products.add(tall, columns, result, node);
    draft.define(node, new Value(result.buffer(), draft.plain(Draft.sizes(node.shape()))));
  }

  /** The share that each input place has in each output place, (out, in) or (in, out). */
  private static float[] matrix(Interpolation how, int in, int out, boolean transposed) {
    float[] matrix = new float[in * out];
    for (int i = 0; i < out; i++) {
      double place =
          switch (how) {
            case NEAREST -> Math.floorDiv((long) i * in, out);
            case BILINEAR -> (i + 0.5) * in / out - 0.5;
            case BILINEAR_ALIGN_CORNERS -> out == 1 ? 0 : i * (in - 1.0) / (out - 1);
          };
      double inside = Math.clamp(place, 0, in - 1);
      int before = (int) inside;
      int after = Math.min(before + 1, in - 1);
      double share = inside - before;
      matrix[transposed ? before * out + i : i * in + before] += (float) (1 - share);
      matrix[transposed ? after * out + i : i * in + after] += (float) share;
    }
    return matrix;
  }
}
