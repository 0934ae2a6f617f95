package convspectrum.executor.nodes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A little-endian float32 array of a {@code .npy} file. Unlike a {@link
 * convspectrum.spec.tensor.Tensor} it may have no elements.
 */
final class NodeArray {
  private static final Pattern SHAPE = Pattern.compile("'shape': \\(([^)]*)\\)");

  private final int[] dims;
  private final float[] values;

  private NodeArray(int[] dims, float[] values) {
    this.dims = dims;
    this.values = values;
  }

  static NodeArray parse(byte[] npy) {
    ByteBuffer bytes = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
    int length = Short.toUnsignedInt(bytes.getShort(8));
    String header = new String(npy, 10, length, StandardCharsets.US_ASCII);
    Matcher shape = SHAPE.matcher(header);
    if (!header.contains("'<f4'") || header.contains("True") || !shape.find()) {
      throw new IllegalArgumentException(header);
    }
    int[] dims =
        Arrays.stream(shape.group(1).split(","))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    float[] values = new float[Arrays.stream(dims).reduce(1, Math::multiplyExact)];
    bytes.position(10 + length).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return new NodeArray(dims, values);
  }

  int[] dims() {
    return dims;
  }

  float[] values() {
    return values;
  }
}
