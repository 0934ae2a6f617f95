package convspectrum.formats.onnx.read.constant;

/** The positions of a tensor in row-major order. */
final class Walk {
  private final int[] dims;
  private final int[] position;

  Walk(int[] dims) {
    this.dims = dims;
    this.position = new int[dims.length];
  }

  int offset(int[] strides) {
    int offset = 0;
    for (int i = 0; i < position.length; i++) {
      offset += position[i] * strides[i];
    }
    return offset;
  }

  void next() {
    for (int i = dims.length - 1; i >= 0; i--) {
      if (++position[i] < dims[i]) {
        return;
      }
      position[i] = 0;
    }
  }
}
