package convspectrum.formats.dataset;

import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.graph.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens the data set that a path or a name denotes. */
public final class Datasets {
  private Datasets() {}

  /**
   * Opens a data set at the size of its images.
   *
   * @throws SpecException where there is none, or it is damaged or does not fit into memory
   */
  public static Dataset open(String data) {
    return open(data, Optional.empty());
  }

  /**
   * Opens a data set.
   *
   * @param data the name of a {@link KnownData}, a file or a folder
   * @param size (channels, height, width) to bring every image to; pictures of a folder may then be
   *     of different sizes
   * @throws SpecException where there is none, or it is damaged or does not fit into memory
   */
  public static Dataset open(String data, Optional<Shape> size) {
    try {
      Dataset read = read(data, size);
      if (size.isEmpty()) {
        return read;
      }
      MemoryLimit.require(data, size.get().elements() * count(read));
      return read.fitted(size.get());
    } catch (Resampling.ChannelsException e) {
      throw SpecException.ofFile(
          data,
          "images of %d channels".formatted(e.found()),
          "expected %d, or 1 or 3 that can be made so".formatted(e.wanted()));
    }
  }

  private static long count(Dataset data) {
    return (long) data.train().count() + data.test().map(ImageSet::count).orElse(0);
  }

  private static Dataset read(String data, Optional<Shape> size) {
    Path path = Path.of(data);
    if (!Files.exists(path)) {
      return named(data);
    }
    String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
    if (Files.isDirectory(path)) {
      return folder(name, path, size);
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".npz")) {
      return NumpyData.readArchive(name, path);
    }
    if (lower.endsWith(".npy")) {
      return NumpyData.readFile(name, path);
    }
    if (IdxFolder.isImages(path)) {
      return IdxFolder.readFile(path);
    }
    throw SpecException.ofFile(
        data,
        "no data set",
        "expected a folder, a .npz or .npy file, or a file of IDX images; try train --list-data");
  }

  private static Dataset named(String data) {
    if (data.equals(SampleData.NAME)) {
      return SampleData.read();
    }
    List<KnownData> known = KnownData.all().stream().filter(one -> !one.name().isEmpty()).toList();
    for (KnownData one : known) {
      if (one.name().equals(data)) {
        Path folder =
            one.found()
                .orElseThrow(() ->
                    SpecException.ofFile(
                        data,
                        "is not installed in " + one.folders().getFirst(),
                        "try " + one.how()));
        return folder(data, folder, Optional.empty());
      }
    }
    String near =
        Suggestions.nearest(data, known.stream().map(KnownData::name).toList())
            .map(name -> "did you mean " + name + "?")
            .orElse("expected a folder, a file or a name; try train --list-data");
    throw SpecException.ofFile(data, "there is no such data set", near);
  }

  private static Dataset folder(String name, Path folder, Optional<Shape> size) {
    try {
      if (IdxFolder.is(folder)) {
        return IdxFolder.read(name, folder);
      }
      Optional<CifarFolder> cifar = CifarFolder.of(folder);
      if (cifar.isPresent()) {
        return cifar.get().read(name, folder);
      }
      if (NumpyData.is(folder)) {
        return NumpyData.readFolder(name, folder);
      }
      if (PictureFolder.is(folder)) {
        return PictureFolder.read(name, folder, size);
      }
    } catch (IOException e) {
      throw SpecException.ofFile(folder.toString(), "cannot be read: " + e.getMessage(), "");
    }
    throw SpecException.ofFile(
        folder.toString(),
        "holds no data set",
        "expected files of IDX, CIFAR or NumPy, or a folder of pictures per class; try train"
            + " --list-data");
  }
}
