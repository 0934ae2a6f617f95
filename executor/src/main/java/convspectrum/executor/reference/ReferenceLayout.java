package convspectrum.executor.reference;

import convspectrum.executor.runtime.PlaceException;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Reference kernels of ops that move elements and compute nothing. */
final class ReferenceLayout {
  private ReferenceLayout() {}

  static void copy(Tensor x, Tensor y) {
    System.arraycopy(x.data(), 0, y.data(), 0, y.data().length);
  }

  static void concat(List<Tensor> inputs, int axis, Tensor y) {
    int inner = ReferenceNorm.innerOf(y.shape(), axis);
    int outRun = y.shape().dim(axis) * inner;
    int start = 0;
    for (Tensor x : inputs) {
      int run = x.shape().dim(axis) * inner;
      for (int outer = 0; outer < x.data().length / run; outer++) {
        System.arraycopy(x.data(), outer * run, y.data(), outer * outRun + start, run);
      }
      start += run;
    }
  }

  static void slice(Tensor x, int axis, int start, Tensor y) {
    int inner = ReferenceNorm.innerOf(y.shape(), axis);
    int run = y.shape().dim(axis) * inner;
    int inRun = x.shape().dim(axis) * inner;
    for (int outer = 0; outer < y.data().length / run; outer++) {
      System.arraycopy(x.data(), outer * inRun + start * inner, y.data(), outer * run, run);
    }
  }

  /** Input channel a · c + b (group a of g, member b of c) becomes output channel b · g + a. */
  static void shuffle(Tensor x, int groups, Tensor y) {
    Shape shape = x.shape();
    int members = shape.channels() / groups;
    int plane = shape.height() * shape.width();
    for (int map = 0; map < shape.batch() * shape.channels(); map++) {
      int channel = map % shape.channels();
      int shuffled = channel % members * groups + channel / members;
      int target = map - channel + shuffled;
      System.arraycopy(x.data(), map * plane, y.data(), target * plane, plane);
    }
  }

  // x is (N, C, H, W), y (N, C, top + H + bottom, left + W + right)
  static void pad(Tensor x, Op.Pad pad, Tensor y) {
    Shape in = x.shape();
    Shape out = y.shape();
    Arrays.fill(y.data(), (float) pad.value());
    for (int row = 0; row < in.batch() * in.channels() * in.height(); row++) {
      int map = row / in.height();
      int h = row % in.height() + pad.padding().top();
      int target = (map * out.height() + h) * out.width() + pad.padding().left();
      System.arraycopy(x.data(), row * in.width(), y.data(), target, in.width());
    }
  }

  static void gather(Node node, Tensor x, Tensor places, int axis, Tensor y) {
    int inner = ReferenceNorm.innerOf(x.shape(), axis);
    int size = x.shape().dim(axis);
    int count = places.data().length;
    int outers = x.data().length / (size * inner);
    for (int i = 0; i < outers * count; i++) {
      int place = PlaceException.requireInside(node.name(), places.data()[i % count], size);
      int from = (i / count * size + place) * inner;
      System.arraycopy(x.data(), from, y.data(), i * inner, inner);
    }
  }

  static void transpose(Tensor x, List<Integer> permutation, Tensor y) {
    int[] source = new int[y.data().length];
    for (int axis = 0; axis < permutation.size(); axis++) {
      int outInner = ReferenceNorm.innerOf(y.shape(), axis);
      int inInner = ReferenceNorm.innerOf(x.shape(), permutation.get(axis));
      for (int i = 0; i < source.length; i++) {
        source[i] += i / outInner % y.shape().dim(axis) * inInner;
      }
    }
    for (int i = 0; i < source.length; i++) {
      y.data()[i] = x.data()[source[i]];
    }
  }
}
