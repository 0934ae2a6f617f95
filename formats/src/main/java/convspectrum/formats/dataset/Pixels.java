package convspectrum.formats.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The values of images, each image (channels, height, width), row-major. */
sealed interface Pixels {
  /** Number of images. */
  int count();

  /** Copies the values of an image to {@code to} from position {@code at} on. */
  void read(int image, float[] to, int at);

  /** These images, in this order. */
  Pixels select(int[] images);

  /** Values 0 to 255 that are stored in a byte each. */
  record Bytes(List<byte[]> images) implements Pixels {
    public Bytes {
      images = List.copyOf(images);
    }

    @Override
    public int count() {
      return images.size();
    }

    @Override
    public void read(int image, float[] to, int at) {
      byte[] values = images.get(image);
      for (int i = 0; i < values.length; i++) {
        to[at + i] = Byte.toUnsignedInt(values[i]);
      }
    }

    @Override
    public Pixels select(int[] chosen) {
      return new Bytes(Arrays.stream(chosen).mapToObj(images::get).toList());
    }
  }

  /** Any finite values. */
  record Floats(List<float[]> images) implements Pixels {
    public Floats {
      images = List.copyOf(images);
    }

    @Override
    public int count() {
      return images.size();
    }

    @Override
    public void read(int image, float[] to, int at) {
      float[] values = images.get(image);
      System.arraycopy(values, 0, to, at, values.length);
    }

    @Override
    public Pixels select(int[] chosen) {
      return new Floats(Arrays.stream(chosen).mapToObj(images::get).toList());
    }

    /** The same values as bytes where all of them are integers from 0 to 255. */
    Pixels compact() {
      List<byte[]> compact = new ArrayList<>(images.size());
      for (float[] values : images) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
          if (!(values[i] >= 0 && values[i] <= 255 && values[i] == (int) values[i])) {
            return this;
          }
          bytes[i] = (byte) (int) values[i];
        }
        compact.add(bytes);
      }
      return new Bytes(compact);
    }
  }
}
