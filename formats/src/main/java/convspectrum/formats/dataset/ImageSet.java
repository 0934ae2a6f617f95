package convspectrum.formats.dataset;

import convspectrum.spec.graph.Shape;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Labelled images of one shape, in memory. It is immutable, so threads may share it. */
public final class ImageSet {
  private static final int HASH_BYTES = 6;

  private final Shape shape;
  private final Pixels pixels;
  private final int[] labels;
  private final List<String> classes;

  /**
   * Creates a set.
   *
   * @param shape (channels, height, width) of an image
   * @param labels index of each image's class
   * @param classes names of the classes
   */
  ImageSet(Shape shape, Pixels pixels, int[] labels, List<String> classes) {
    if (pixels.count() != labels.length) {
      throw new IllegalArgumentException(pixels.count() + " images, " + labels.length + " labels");
    }
    this.shape = shape;
    this.pixels = pixels;
    this.labels = labels.clone();
    this.classes = List.copyOf(classes);
  }

  /** The shape of an image: (channels, height, width). */
  public Shape shape() {
    return shape;
  }

  Pixels pixels() {
    return pixels;
  }

  /** Number of images. */
  public int count() {
    return labels.length;
  }

  /** Names of the classes; a label is an index of it. */
  public List<String> classes() {
    return classes;
  }

  /** The index of an image's class. */
  public int label(int image) {
    return labels[image];
  }

  /**
   * Copies the values of an image, as they are stored, (channels, height, width) row-major.
   *
   * @param at position in {@code to} of the first value
   */
  public void read(int image, float[] to, int at) {
    pixels.read(image, to, at);
  }

  /** These images, in this order. */
  public ImageSet select(int[] images) {
    int[] chosen = new int[images.length];
    for (int i = 0; i < images.length; i++) {
      chosen[i] = labels[images[i]];
    }
    return new ImageSet(shape, pixels.select(images), chosen, classes);
  }

  /**
   * The same images in another size and number of channels. Sizes are changed by a triangle filter
   * (bilinear, and averaged where an image shrinks). A grey image is repeated for each channel;
   * colours become grey by the weights of ITU-R BT.601.
   *
   * @throws IllegalArgumentException for other changes of the number of channels
   */
  public ImageSet fitted(Shape wanted) {
    if (wanted.equals(shape)) {
      return this;
    }
    Resampling resampling = new Resampling(shape, wanted);
    float[] image = new float[Math.toIntExact(shape.elements())];
    List<float[]> made = new ArrayList<>();
    List<byte[]> bytes = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      read(i, image, 0);
      float[] fitted = resampling.apply(image);
      if (pixels instanceof Pixels.Bytes) {
        bytes.add(rounded(fitted));
      } else {
        made.add(fitted);
      }
    }
    Pixels fitted = bytes.isEmpty() ? new Pixels.Floats(made) : new Pixels.Bytes(bytes);
    return new ImageSet(wanted, fitted, labels, classes);
  }

  private static byte[] rounded(float[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) Math.clamp(Math.round(values[i]), 0, 255);
    }
    return bytes;
  }

  /** The beginning of the SHA-256 of all values and labels, in hexadecimal digits. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      float[] image = new float[Math.toIntExact(shape.elements())];
      ByteBuffer bytes = ByteBuffer.allocate((image.length + 1) * Float.BYTES);
      for (int i = 0; i < count(); i++) {
        read(i, image, 0);
        bytes.clear().putInt(labels[i]);
        bytes.asFloatBuffer().put(image);
        digest.update(bytes.array());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
