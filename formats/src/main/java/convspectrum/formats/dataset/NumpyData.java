package convspectrum.formats.dataset;

import convspectrum.formats.numpy.Npy;
import convspectrum.formats.numpy.Npz;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Arrays of images and labels by their names: {@code x_train}, {@code y_train}, {@code x_test} and
 * {@code y_test} as Keras calls them, or {@code x} and {@code y}; in one {@code .npz} file or as
 * {@code .npy} files of a folder. Images are (count, height, width), (count, channels, height,
 * width), or (count, height, width, channels) where the last axis is 1 or 3 and the second is not.
 */
final class NumpyData {
  private static final List<String> NAMES =
      List.of("x_train", "y_train", "x_test", "y_test", "x", "y");

  private NumpyData() {}

  /** Whether a folder has such files. */
  static boolean is(Path folder) {
    return Files.isRegularFile(folder.resolve("x_train.npy"))
        || Files.isRegularFile(folder.resolve("x.npy"));
  }

  /** Reads a folder of .npy files. */
  static Dataset readFolder(String name, Path folder) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (String array : NAMES) {
      Path file = folder.resolve(array + ".npy");
      if (Files.isRegularFile(file)) {
        arrays.put(array, npy(file));
      }
    }
    return of(name, folder.toString(), arrays, "");
  }

  /** Reads a .npz file. */
  static Dataset readArchive(String name, Path file) {
    MemoryLimit.require(file.toString(), sizeOf(file));
    Map<String, Tensor> arrays = Npz.read(file, NAMES);
    return of(name, file.toString(), arrays, "the arrays " + Npz.names(file));
  }

  /** Reads one .npy file of images; labels are in a file beside it: x for y, images for labels. */
  static Dataset readFile(String name, Path file) {
    String images = String.valueOf(file.getFileName());
    String labels =
        images.contains("images")
            ? images.replace("images", "labels")
            : images.replaceFirst("^[xX](?=[._])", "y");
    Path beside = file.resolveSibling(labels);
    if (labels.equals(images) || !Files.isRegularFile(beside)) {
      throw SpecException.ofFile(
          file.toString(),
          "no labels beside it",
          "expected x.npy with y.npy, or images.npy with labels.npy");
    }
    ImageSet train = part(file.toString(), npy(file), beside.toString(), npy(beside));
    return new Dataset(name, train, Optional.empty());
  }

  private static Tensor npy(Path file) {
    MemoryLimit.require(file.toString(), sizeOf(file));
    return Npy.read(file);
  }

  private static long sizeOf(Path file) {
    return file.toFile().length();
  }

  private static Dataset of(String name, String file, Map<String, Tensor> arrays, String found) {
    boolean parted = arrays.containsKey("x_train");
    ImageSet train = part(file, arrays, parted ? "x_train" : "x", parted ? "y_train" : "y", found);
    Optional<ImageSet> test =
        arrays.containsKey("x_test")
            ? Optional.of(part(file, arrays, "x_test", "y_test", found))
            : Optional.empty();
    return Parts.together(name, file, train, test);
  }

  private static ImageSet part(
      String file, Map<String, Tensor> arrays, String x, String y, String found) {
    Tensor images = arrays.get(x);
    Tensor labels = arrays.get(y);
    if (images == null || labels == null) {
      throw SpecException.ofFile(
          file,
          (found.isEmpty() ? "" : found + ", but ") + "no array " + (images == null ? x : y),
          "expected x_train and y_train, with x_test and y_test if there are any, or x and y");
    }
    return part(file + ": " + x, images, file + ": " + y, labels);
  }

  private static ImageSet part(String imageFile, Tensor x, String labelFile, Tensor y) {
    Shape shape = x.shape();
    if (shape.rank() < 3 || shape.rank() > 4) {
      throw SpecException.ofFile(
          imageFile,
          "an array of " + shape,
          "expected (count, height, width) or (count, channels, height, width)");
    }
    boolean last = shape.rank() == 4 && isChannels(shape.dim(3)) && !isChannels(shape.dim(1));
    int channels = shape.rank() == 3 ? 1 : shape.dim(last ? 3 : 1);
    int height = shape.dim(shape.rank() == 3 || last ? 1 : 2);
    int width = shape.dim(shape.rank() == 3 || last ? 2 : 3);
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < shape.dim(0); i++) {
      images.add(image(imageFile, x, i, last ? channels : 1));
    }
    return Parts.labelled(
        labelFile,
        Shape.of(channels, height, width),
        new Pixels.Floats(images).compact(),
        labels(labelFile, y));
  }

  private static boolean isChannels(int size) {
    return size == 1 || size == 3;
  }

  /**
   * An image with channels first.
   *
   * @param apart distance between two values of a channel
   */
  private static float[] image(String file, Tensor x, int image, int apart) {
    int each = Math.toIntExact(x.shape().elements() / x.shape().dim(0));
    float[] values = new float[each];
    int plane = each / apart;
    for (int i = 0; i < each; i++) {
      int place = apart == 1 ? i : i % apart * plane + i / apart;
      float value = x.data()[image * each + i];
      if (!Float.isFinite(value)) {
        throw SpecException.ofFile(
            file, "image %d holds %s".formatted(image, value), "expected finite numbers");
      }
      values[place] = value;
    }
    return values;
  }

  private static int[] labels(String file, Tensor y) {
    Shape shape = y.shape();
    if (shape.rank() == 0 || shape.elements() != shape.dim(0)) {
      throw SpecException.ofFile(file, "labels of " + shape, "expected one for each image");
    }
    int[] labels = new int[shape.dim(0)];
    for (int i = 0; i < labels.length; i++) {
      float label = y.data()[i];
      if (!(label >= 0 && label == (int) label)) {
        throw SpecException.ofFile(
            file, "label %d is %s".formatted(i, label), "expected integers from 0 on");
      }
      labels[i] = (int) label;
    }
    return labels;
  }
}
