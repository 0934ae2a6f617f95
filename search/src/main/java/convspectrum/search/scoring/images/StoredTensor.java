package convspectrum.search.scoring.images;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.formats.numpy.Npy;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The images of a .npy file.
 *
 * @param name of the file
 * @param shape of all of them, (batch, channels, height, width)
 * @param rows all of them, or the first that are needed
 */
record StoredTensor(String name, Shape shape, Tensor rows) implements StoredImages {
  /** Reads a file. */
  static StoredTensor read(Path path) {
    Tensor tensor = Npy.read(path);
    if (tensor.shape().rank() != 4) {
      throw new WrongImagesException(
          "--images %s: holds %s; expected (batch, channels, height, width)"
              .formatted(path, tensor.shape()));
    }
    return new StoredTensor(path.toString(), tensor.shape(), tensor);
  }

  /** Reads what {@link #write} wrote. */
  static StoredTensor sent(String name, InputStream raw) throws IOException {
    DataInputStream in = new DataInputStream(raw);
    Shape shape = Shape.of(in.readInt(), in.readInt(), in.readInt(), in.readInt());
    Tensor rows = Tensor.zeros(shape.with(0, in.readInt()));
    for (int i = 0; i < rows.data().length; i++) {
      rows.data()[i] = in.readFloat();
    }
    return new StoredTensor(name, shape, rows);
  }

  private int each() {
    return Math.toIntExact(shape.elements() / shape.batch());
  }

  @Override
  public double[] take(Shape input, int skipped) {
    if (!shape.with(0, 1).equals(input.with(0, 1))) {
      throw new UnsupportedGraphException(
          "--images %s: holds %s; expected (batch, %d, %d, %d)"
              .formatted(name, shape, input.channels(), input.height(), input.width()));
    }
    int each = each();
    double[] images = new double[Math.toIntExact(input.elements())];
    for (int i = 0; i < images.length; i++) {
      int image = (skipped + i / each) % shape.batch();
      images[i] = rows.data()[image * each + i % each];
      if (!Double.isFinite(images[i])) {
        throw new UnsupportedGraphException(
            "--images %s: image %d holds %s; expected finite numbers"
                .formatted(name, image, images[i]));
      }
    }
    return images;
  }

  @Override
  public SentScoringImages.Kind kind() {
    return SentScoringImages.Kind.TENSOR;
  }

  @Override
  public void write(int most, OutputStream raw) throws IOException {
    DataOutputStream out = new DataOutputStream(raw);
    for (int axis = 0; axis < shape.rank(); axis++) {
      out.writeInt(shape.dim(axis));
    }
    int count = Math.min(most, shape.batch());
    out.writeInt(count);
    for (int i = 0; i < count * each(); i++) {
      out.writeFloat(rows.data()[i]);
    }
    out.flush();
  }
}
