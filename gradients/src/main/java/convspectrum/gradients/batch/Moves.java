package convspectrum.gradients.batch;

import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import java.util.List;

/** Index maps of ops that move elements: the input's position of each result's, or −1. */
public final class Moves {
  private Moves() {}

  /** Changes the layout of a value. */
  public static int[] layout(PlanStep step) {
    int[] from = inverse(step.input().layout().places(step.shape()));
    int[] to = step.layout().places(step.shape());
    int[] sources = new int[to.length];
    for (int i = 0; i < to.length; i++) {
      sources[i] = from[to[i]];
    }
    return sources;
  }

  private static int[] inverse(int[] places) {
    int[] inverse = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      inverse[places[i]] = i;
    }
    return inverse;
  }

  /** Permutes axes; both values are row-major. */
  public static int[] transpose(List<Integer> permutation, Shape in) {
    int rank = in.rank();
    int[] strides = new int[rank];
    int stride = 1;
    for (int axis = rank - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= in.dim(axis);
    }
    int[] sources = new int[stride];
    int inner = 1;
    for (int axis = rank - 1; axis >= 0; axis--) {
      int from = permutation.get(axis);
      for (int i = 0; i < sources.length; i++) {
        sources[i] += i / inner % in.dim(from) * strides[from];
      }
      inner *= in.dim(from);
    }
    return sources;
  }

  /** Takes a part of one axis. */
  public static int[] slice(PlanStep step, Op.Slice slice) {
    Shape in = step.input().shape();
    int[] sizes = step.layout().sizes(in);
    int position = step.layout().position(slice.axis(), in);
    int inner = 1;
    for (int axis = position + 1; axis < sizes.length; axis++) {
      inner *= sizes[axis];
    }
    int part = slice.end() - slice.start();
    int[] sources = new int[step.size()];
    for (int i = 0; i < sources.length; i++) {
      int outer = i / inner / part;
      int along = i / inner % part + slice.start();
      sources[i] = (outer * sizes[position] + along) * inner + i % inner;
    }
    return sources;
  }

  /** Permutes channels (g, c) to (c, g); both values have channels last. */
  public static int[] shuffle(PlanStep step, int groups) {
    int channels = step.shape().channels();
    int each = channels / groups;
    int[] sources = new int[step.size()];
    for (int i = 0; i < sources.length; i++) {
      int channel = i % channels;
      sources[i] = i - channel + channel % groups * each + channel / groups;
    }
    return sources;
  }

  /** Adds a border of pixels; both values have channels last. */
  public static int[] pad(PlanStep step, Padding padding) {
    Shape in = step.input().shape();
    Shape out = step.shape();
    int channels = out.channels();
    int[] sources = new int[step.size()];
    for (int i = 0; i < sources.length; i++) {
      int pixel = i / channels;
      int column = pixel % out.width() - padding.left();
      int row = pixel / out.width() % out.height() - padding.top();
      int sample = pixel / out.width() / out.height();
      boolean inside = column >= 0 && column < in.width() && row >= 0 && row < in.height();
      sources[i] =
          inside
              ? ((sample * in.height() + row) * in.width() + column) * channels + i % channels
              : -1;
    }
    return sources;
  }
}
