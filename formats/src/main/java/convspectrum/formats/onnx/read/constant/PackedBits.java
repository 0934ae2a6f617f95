package convspectrum.formats.onnx.read.constant;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weights of a few bits each, several to a byte, the lowest bits first. Each block of a row has a
 * scale, and may have a zero point.
 *
 * @param bits of a weight: 2, 4 or 8
 * @param block weights of a block
 * @param rows rows of weights
 * @param columns weights of a row
 */
public record PackedBits(int bits, int block, int rows, int columns) {
  /** Checks the sizes. */
  public PackedBits {
    if ((bits != 2 && bits != 4 && bits != 8) || block < 1 || rows < 1 || columns < 1) {
      throw new UnsupportedOpException(
          "%d x %d weights of %d bits in blocks of %d".formatted(rows, columns, bits, block));
    }
  }

  private int blocks() {
    return Math.ceilDiv(columns, block);
  }

  private int perByte() {
    return Byte.SIZE / bits;
  }

  private int bytesOfBlock() {
    return Math.ceilDiv(block, perByte());
  }

  /**
   * The real numbers, (rows, columns); they still stand for the stored bytes.
   *
   * @param packed bytes, (rows, blocks, bytes of a block)
   * @param zero bytes with a zero point per block, each row for itself, or a real number per block;
   *     half of the range where it is null
   */
  public ConstantTensor unpacked(
      ConstantTensor packed, ConstantTensor scales, @Nullable ConstantTensor zero) {
    require("packed weights", packed, (long) rows * blocks() * bytesOfBlock());
    require("scales", scales, (long) rows * blocks());
    boolean packedZeros = zero != null && zero.kind() != Kind.FLOAT;
    if (zero != null) {
      int each = packedZeros ? Math.ceilDiv(blocks(), perByte()) : blocks();
      require("zero points", zero, (long) rows * each);
    }
    int[] dims = {rows, columns};
    return ConstantTensor.derived(Kind.FLOAT, dims, List.of(packed))
        .ofSameElements(true)
        .by(() -> {
          NdArray bytes = packed.values();
          NdArray factors = scales.values();
          NdArray zeros = zero == null ? null : zero.values();
          float[] values = new float[NdArray.arraySize(dims)];
          for (int i = 0; i < values.length; i++) {
            int row = i / columns;
            int number = row * blocks() + i % columns / block;
            int inBlock = i % columns % block;
            int bytesAt = number * bytesOfBlock();
            double from = zeros == null ? 1 << (bits - 1) : zero(zeros, packedZeros, number);
            values[i] = (float) ((part(bytes, bytesAt, inBlock) - from) * factors.number(number));
          }
          return NdArray.floats(dims, values);
        });
  }

  private double zero(NdArray zeros, boolean packed, int number) {
    if (!packed) {
      return zeros.number(number);
    }
    int rowBytes = Math.ceilDiv(blocks(), perByte());
    return part(zeros, number / blocks() * rowBytes, number % blocks());
  }

  /** The {@code index}-th number of few bits from a byte on. */
  private int part(NdArray bytes, int first, int index) {
    int value = (int) bytes.integer(first + index / perByte()) & 0xFF;
    return value >> (index % perByte() * bits) & ((1 << bits) - 1);
  }

  private void require(String what, ConstantTensor found, long elements) {
    if (found.elements() != elements) {
      throw new OpException(
          what + " of " + Dims.text(found.dims()), "expected " + elements + " elements");
    }
  }
}
