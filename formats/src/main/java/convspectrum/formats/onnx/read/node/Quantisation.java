package convspectrum.formats.onnx.read.node;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.NdArray;

/** What integers of the model stand for. */
public sealed interface Quantisation {
  /** Sums of products of integers. The number that multiplies them next is their scale. */
  record Sums() implements Quantisation {}

  /**
   * An integer q stands for (q − zero) · scale.
   *
   * @param scale one number, or numbers that broadcast over the tensor
   * @param zero like {@code scale}
   */
  record Affine(ConstantTensor scale, ConstantTensor zero) implements Quantisation {
    /** Whether all elements have the same scale and zero point. */
    public boolean isUniform() {
      return scale.elements() == 1 && zero.elements() == 1;
    }

    /** Whether the model, and the files beside it, hold scale and zero point. */
    public boolean isPresent() {
      return scale.isPresent() && zero.isPresent();
    }

    /** Whether integers mean the same by both. */
    public boolean means(Affine other) {
      return same(scale, other.scale) && same(zero, other.zero);
    }

    private static boolean same(ConstantTensor a, ConstantTensor b) {
      if (a == b || a.initializer() != null && a.initializer() == b.initializer()) {
        return true;
      }
      if (a.elements() != b.elements() || !a.isPresent() || !b.isPresent()) {
        return false;
      }
      NdArray left = a.values();
      NdArray right = b.values();
      for (int i = 0; i < left.size(); i++) {
        if (left.number(i) != right.number(i)) {
          return false;
        }
      }
      return true;
    }
  }
}
