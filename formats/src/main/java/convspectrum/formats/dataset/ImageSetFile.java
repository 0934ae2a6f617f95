package convspectrum.formats.dataset;

import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets of images in one file, with the values that they have in memory, so that a process that
 * reads it has the same images as the one that wrote it. It is between processes of one version of
 * this program; numbers are big-endian.
 */
public final class ImageSetFile {
  private static final String MAGIC = "convspectrum images 1";
  private static final int BYTES = 0;
  private static final int FLOATS = 1;
  private static final int BUFFER = 1 << 16;

  private ImageSetFile() {}

  /** Writes sets; equal sets give equal bytes. */
  public static void write(List<ImageSet> sets, OutputStream raw) throws IOException {
    DataOutputStream out = new DataOutputStream(raw);
    out.writeUTF(MAGIC);
    out.writeInt(sets.size());
    for (ImageSet set : sets) {
      for (int axis = 0; axis < 3; axis++) {
        out.writeInt(set.shape().dim(axis));
      }
      out.writeInt(set.classes().size());
      for (String name : set.classes()) {
        out.writeUTF(name);
      }
      out.writeInt(set.count());
      for (int i = 0; i < set.count(); i++) {
        out.writeInt(set.label(i));
      }
      write(set.pixels(), out);
    }
    out.flush();
  }

  private static void write(Pixels pixels, DataOutputStream out) throws IOException {
    switch (pixels) {
      case Pixels.Bytes(List<byte[]> images) -> {
        out.writeByte(BYTES);
        for (byte[] image : images) {
          out.write(image);
        }
      }
      case Pixels.Floats(List<float[]> images) -> {
        out.writeByte(FLOATS);
        for (float[] image : images) {
          for (float value : image) {
            out.writeFloat(value);
          }
        }
      }
    }
  }

  /**
   * Reads sets.
   *
   * @throws SpecException where the file is damaged, or does not fit into memory
   */
  public static List<ImageSet> read(Path file) {
    String name = file.toString();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
      long size = Files.size(file);
      MemoryLimit.require(name, size);
      if (!in.readUTF().equals(MAGIC)) {
        throw damaged(name, "begins with another word");
      }
      int sets = count(in, size, name);
      List<ImageSet> read = new ArrayList<>();
      for (int i = 0; i < sets; i++) {
        read.add(set(in, size, name));
      }
      if (in.read() >= 0) {
        throw damaged(name, "goes on behind its last image");
      }
      return read;
    } catch (EOFException e) {
      throw damaged(name, "ends early");
    } catch (IOException | ShapeException e) {
      throw damaged(name, "cannot be read: " + e.getMessage());
    }
  }

  private static ImageSet set(DataInputStream in, long size, String name) throws IOException {
    Shape shape = Shape.of(in.readInt(), in.readInt(), in.readInt());
    List<String> classes = new ArrayList<>();
    int named = count(in, size, name);
    for (int i = 0; i < named; i++) {
      classes.add(in.readUTF());
    }
    int[] labels = new int[count(in, size, name)];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = in.readInt();
      if (labels[i] < 0 || labels[i] >= named) {
        throw damaged(name, "holds the label %d of %d classes".formatted(labels[i], named));
      }
    }
    int kind = in.readByte();
    if (kind != BYTES && kind != FLOATS || labels.length > 0 && shape.elements() > size) {
      throw damaged(name, "claims images of %s and kind %d".formatted(shape, kind));
    }
    int each = labels.length == 0 ? 0 : Math.toIntExact(shape.elements());
    return new ImageSet(
        shape,
        kind == BYTES ? bytes(in, labels.length, each) : floats(in, labels.length, each),
        labels,
        classes);
  }

  private static Pixels bytes(DataInputStream in, int count, int each) throws IOException {
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] image = new byte[each];
      in.readFully(image);
      images.add(image);
    }
    return new Pixels.Bytes(images);
  }

  private static Pixels floats(DataInputStream in, int count, int each) throws IOException {
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] image = new float[each];
      for (int p = 0; p < each; p++) {
        image[p] = in.readFloat();
      }
      images.add(image);
    }
    return new Pixels.Floats(images);
  }

  /** A number of things, each of which takes a byte at least. */
  private static int count(DataInputStream in, long size, String name) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > size) {
      throw damaged(name, "claims %d things in %d bytes".formatted(count, size));
    }
    return count;
  }

  private static SpecException damaged(String name, String how) {
    return SpecException.ofFile(name, how, "expected images as this version writes them");
  }
}
