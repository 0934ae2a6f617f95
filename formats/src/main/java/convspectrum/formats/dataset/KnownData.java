package convspectrum.formats.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A data set that can be named without a path, and how anybody gets it. Nothing is downloaded.
 *
 * @param name what {@code --data} takes; empty for a kind of files that only a path denotes
 * @param content what it holds
 * @param folders where it is looked for; empty if it is part of the program or has no usual place
 * @param how how to get it, and how to name it
 */
public record KnownData(String name, String content, List<Path> folders, String how) {
  private static final Path DEBIAN = Path.of("/usr/share/datasets");

  public KnownData {
    folders = List.copyOf(folders);
  }

  /** All of them, the one that everybody has first. */
  public static List<KnownData> all() {
    return List.of(
        new KnownData(
            SampleData.NAME,
            "400 + 200 grey images of 28×28, 10 classes, a part of Fashion-MNIST (MIT)",
            List.of(),
            "is part of this program"),
        new KnownData(
            "fashion-mnist",
            "60,000 + 10,000 grey images of 28×28, 10 classes (MIT)",
            List.of(DEBIAN.resolve("fashion-mnist")),
            "Debian and Ubuntu: sudo apt install dataset-fashion-mnist; elsewhere: the four"
                + " *-ubyte.gz files of github.com/zalandoresearch/fashion-mnist in one folder,"
                + " --data FOLDER"),
        new KnownData(
            "",
            "MNIST: 60,000 + 10,000 grey images of 28×28, 10 classes",
            List.of(),
            "the four *-ubyte.gz files in one folder, --data FOLDER; or Keras' mnist.npz,"
                + " --data mnist.npz"),
        new KnownData(
            "",
            "CIFAR-10 and CIFAR-100: 50,000 + 10,000 colored images of 32×32",
            List.of(),
            "the binary version of www.cs.toronto.edu/~kriz/cifar.html, unpacked, --data FOLDER"),
        new KnownData(
            "",
            "arrays of NumPy",
            List.of(),
            "numpy.savez('d.npz', x_train=…, y_train=…, x_test=…, y_test=…), --data d.npz; or .npy"
                + " files of these names in one folder"),
        new KnownData(
            "",
            "pictures of your own (PNG, JPEG)",
            List.of(),
            "FOLDER/train/CLASS/*.png and FOLDER/test/CLASS/*.png, or FOLDER/CLASS/*.png,"
                + " --data FOLDER"));
  }

  /** The folder of it on this machine, if it is there. */
  public Optional<Path> found() {
    return folders.stream().filter(Files::isDirectory).findFirst();
  }

  /** Whether {@code --data} can take its name now. */
  public boolean isHere() {
    return name.equals(SampleData.NAME) || found().isPresent();
  }
}
