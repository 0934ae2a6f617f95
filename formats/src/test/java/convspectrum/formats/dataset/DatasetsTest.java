package convspectrum.formats.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.formats.numpy.Npy;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatasetsTest {
  @TempDir private Path folder;

  @Test
  void theSampleHasAsManyImagesOfEachClass() {
    Dataset data = Datasets.open("fashion-sample");
    assertThat(data.train().shape()).isEqualTo(Shape.of(1, 28, 28));
    assertThat(data.train().count()).isEqualTo(400);
    assertThat(data.test().orElseThrow().count()).isEqualTo(200);
    assertThat(perClass(data.train())).containsOnly(40).hasSize(10);
    assertThat(perClass(data.test().orElseThrow())).containsOnly(20).hasSize(10);
    // An ankle boot on a black ground.
    assertThat(data.train().label(0)).isEqualTo(9);
    float[] image = image(data.train(), 0);
    assertThat(image[0]).isZero();
    assertThat(image[14 * 28 + 14]).isEqualTo(217);
  }

  @Test
  void theWholeOfFashionMnistIsReadWhereItIsInstalled() {
    KnownData known =
        KnownData.all().stream()
            .filter(one -> one.name().equals("fashion-mnist"))
            .findFirst()
            .orElseThrow();
    assumeTrue(known.isHere(), "Debian's package dataset-fashion-mnist is not installed");
    Dataset data = Datasets.open("fashion-mnist");
    assertThat(data.train().count()).isEqualTo(60_000);
    assertThat(data.test().orElseThrow().count()).isEqualTo(10_000);
    Dataset sample = Datasets.open("fashion-sample");
    assertThat(image(sample.train(), 0)).isEqualTo(image(data.train(), 0));
  }

  private static int[] perClass(ImageSet images) {
    int[] counts = new int[images.classes().size()];
    for (int i = 0; i < images.count(); i++) {
      counts[images.label(i)]++;
    }
    return counts;
  }

  private static float[] image(ImageSet images, int index) {
    float[] values = new float[Math.toIntExact(images.shape().elements())];
    images.read(index, values, 0);
    return values;
  }

  private static byte[] idx(int type, byte[] data, int... sizes) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + data.length);
    bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) sizes.length);
    for (int size : sizes) {
      bytes.putInt(size);
    }
    return bytes.put(data).array();
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] counting(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i % 251);
    }
    return bytes;
  }

  private void idxFolder(byte[] images, byte[] labels) throws IOException {
    Files.write(folder.resolve("train-images-idx3-ubyte"), images);
    Files.write(folder.resolve("train-labels-idx1-ubyte"), labels);
  }

  @Test
  void idxIsReadPackedAndPlain() throws IOException {
    idxFolder(idx(8, counting(24), 2, 3, 4), idx(8, new byte[] {1, 0}, 2));
    Files.write(folder.resolve("t10k-images-idx3-ubyte.gz"), packed(idx(8, counting(12), 1, 3, 4)));
    Files.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), packed(idx(8, new byte[] {1}, 1)));
    Dataset data = Datasets.open(folder.toString());
    assertThat(data.train().shape()).isEqualTo(Shape.of(1, 3, 4));
    assertThat(image(data.train(), 1)).startsWith(12, 13).endsWith(22, 23);
    assertThat(data.train().label(0)).isEqualTo(1);
    assertThat(data.test().orElseThrow().label(0)).isEqualTo(1);
    ImageSet second = data.train().select(new int[] {1});
    assertThat(image(second, 0)).isEqualTo(image(data.train(), 1));
    assertThat(second.label(0)).isZero();
    assertThat(second.hash()).isNotEqualTo(data.train().hash()).hasSize(12);
    ImageSet one = Datasets.open(folder.resolve("train-images-idx3-ubyte").toString()).train();
    assertThat(one.hash()).isEqualTo(data.train().hash());
  }

  @Test
  void damagedIdxIsRefusedWithoutTakingItsSizeForTrue() throws IOException {
    byte[] labels = idx(8, new byte[] {1, 0}, 2);
    byte[] whole = idx(8, counting(24), 2, 3, 4);
    refused(Arrays.copyOf(whole, 30), labels, "ends early; expected a whole file");
    refused(Arrays.copyOf(packed(whole), 40), labels, "ends early; expected a whole file");
    refused(Arrays.copyOf(whole, 3), labels, "ends early; expected a whole file");
    refused(Arrays.copyOf(whole, 41), labels, "goes on behind its last element");
    byte[] huge = idx(8, counting(24), Integer.MAX_VALUE, 40_000, 40_000);
    refused(huge, labels, "ends early: it claims");
    refused(packed(huge), labels, "ends early: it claims");
    refused(idx(8, counting(0), 0, 3, 4), labels, "an axis of 0; expected 1 to 2147483647");
    refused(idx(8, counting(24), 2, -3, 4), labels, "an axis of 4294967293; expected 1");
    refused(
        idx(8, counting(24), 1, 1 << 16, 1 << 16),
        labels,
        "ends early: it claims 1 times 4,294,967,296 bytes of data");
    refused(idx(13, counting(24), 2, 3, 1), labels, "elements of type 0x0D; expected 0x08");
    refused(idx(8, counting(24), 24), labels, "1 axes; expected 3 or 4, as images have");
    refused(new byte[] {'h', 'e', 'l', 'l', 'o'}, labels, "is no IDX file; expected");
    byte[] gzip = packed(whole);
    gzip[gzip.length / 2] ^= 0x55;
    refused(gzip, labels, "expected a whole file");
    refused(whole, idx(8, new byte[] {1, 0, 1}, 3), "3 labels for 2 images; expected a label for");
    refused(whole, whole, "3 axes; expected 1, as labels have");
    Files.delete(folder.resolve("train-labels-idx1-ubyte"));
    assertThatThrownBy(() -> Datasets.open(folder.toString()))
        .hasMessageContaining("train-labels-idx1-ubyte: there is no such file");
  }

  private void refused(byte[] images, byte[] labels, String message) throws IOException {
    idxFolder(images, labels);
    assertThatThrownBy(() -> Datasets.open(folder.toString()))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("-ubyte");
  }

  @Test
  void aTestLabelThatNoTrainingImageHasIsRefused() throws IOException {
    idxFolder(idx(8, counting(24), 2, 3, 4), idx(8, new byte[] {1, 0}, 2));
    Files.write(folder.resolve("t10k-images-idx3-ubyte"), idx(8, counting(12), 1, 3, 4));
    Files.write(folder.resolve("t10k-labels-idx1-ubyte"), idx(8, new byte[] {7}, 1));
    assertThatThrownBy(() -> Datasets.open(folder.toString()))
        .hasMessageContaining("test image 0 has label 7; expected 0 to 1");
    Files.write(folder.resolve("t10k-images-idx3-ubyte"), idx(8, counting(12), 1, 4, 3));
    assertThatThrownBy(() -> Datasets.open(folder.toString()))
        .hasMessageContaining("test images of 1x4x3, training images of 1x3x4");
  }

  @Test
  void bothCifarsAreRead() throws IOException {
    byte[] ten = new byte[2 * 3073];
    ten[0] = 7;
    ten[1] = 100;
    ten[1 + 1024] = (byte) 200;
    ten[3073] = 3;
    for (int i = 1; i <= 5; i++) {
      Files.write(folder.resolve("data_batch_" + i + ".bin"), ten);
    }
    Dataset data = Datasets.open(folder.toString());
    assertThat(data.train().count()).isEqualTo(10);
    assertThat(data.train().classes()).hasSize(10);
    assertThat(data.test()).isEmpty();
    assertThat(data.train().label(2)).isEqualTo(7);
    assertThat(data.train().label(3)).isEqualTo(3);
    assertThat(image(data.train(), 2)[0]).isEqualTo(100);
    assertThat(image(data.train(), 2)[1024]).isEqualTo(200);
    ten[3073] = 10;
    Files.write(folder.resolve("data_batch_3.bin"), ten);
    assertThatThrownBy(() -> Datasets.open(folder.toString()))
        .hasMessageContaining("data_batch_3.bin: image 1 has label 10; expected 0 to 9");
    Files.write(folder.resolve("data_batch_3.bin"), Arrays.copyOf(ten, 3074));
    assertThatThrownBy(() -> Datasets.open(folder.toString()))
        .hasMessageContaining("3074 bytes; expected a multiple of 3073");
    Files.delete(folder.resolve("data_batch_3.bin"));
    assertThatThrownBy(() -> Datasets.open(folder.toString()))
        .hasMessageContaining("data_batch_3.bin: there is no such file");
    Path other = Files.createDirectory(folder.resolve("cifar-100"));
    byte[] hundred = new byte[3074];
    hundred[0] = 4;
    hundred[1] = 99;
    Files.write(other.resolve("train.bin"), hundred);
    Files.write(other.resolve("test.bin"), hundred);
    Dataset fine = Datasets.open(other.toString());
    assertThat(fine.train().label(0)).isEqualTo(99);
    assertThat(fine.test().orElseThrow().count()).isEqualTo(1);
  }

  private static Tensor tensor(Shape shape, double... values) {
    Tensor tensor = Tensor.zeros(shape);
    for (int i = 0; i < tensor.data().length; i++) {
      tensor.data()[i] = (float) values[i % values.length];
    }
    return tensor;
  }

  @Test
  void numpyArraysMayHaveTheirChannelsLast() throws IOException {
    Npy.write(
        folder.resolve("x.npy"),
        tensor(Shape.of(2, 2, 2, 3), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    Npy.write(folder.resolve("y.npy"), tensor(Shape.of(2, 1), 0, 2));
    Dataset data = Datasets.open(folder.toString());
    assertThat(data.train().shape()).isEqualTo(Shape.of(3, 2, 2));
    assertThat(image(data.train(), 0)).containsExactly(0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11);
    assertThat(data.train().classes()).hasSize(3);
    assertThat(Datasets.open(folder.resolve("x.npy").toString()).train().hash())
        .isEqualTo(data.train().hash());
    Npy.write(folder.resolve("x.npy"), tensor(Shape.of(2, 2, 3), -0.5, 0.25));
    assertThat(image(Datasets.open(folder.toString()).train(), 1)).startsWith(-0.5f, 0.25f);
    Npy.write(folder.resolve("x.npy"), tensor(Shape.of(2, 2, 3), 1, Double.NaN));
    assertThatThrownBy(() -> Datasets.open(folder.toString()))
        .hasMessageContaining("image 0 holds NaN; expected finite numbers");
    Npy.write(folder.resolve("y.npy"), tensor(Shape.of(2), 0, 0.5));
    Npy.write(folder.resolve("x.npy"), tensor(Shape.of(2, 2, 3), 1));
    assertThatThrownBy(() -> Datasets.open(folder.toString()))
        .hasMessageContaining("label 1 is 0.5; expected integers from 0 on");
    Npy.write(folder.resolve("y.npy"), tensor(Shape.of(2), 0, -1));
    assertThatThrownBy(() -> Datasets.open(folder.toString()))
        .hasMessageContaining("label 1 is -1.0; expected integers from 0 on");
    Files.delete(folder.resolve("y.npy"));
    assertThatThrownBy(() -> Datasets.open(folder.toString())).hasMessageContaining("no array y;");
  }

  @Test
  void archivesOfNumpyAreRead() throws IOException {
    Path file = folder.resolve("d.npz");
    archive(
        file,
        "x_train",
        tensor(Shape.of(3, 2, 2), 0, 255, 3),
        "y_train",
        tensor(Shape.of(3), 0, 1, 2));
    Dataset data = Datasets.open(file.toString());
    assertThat(image(data.train(), 0)).containsExactly(0, 255, 3, 0);
    assertThat(data.name()).isEqualTo("d.npz");
    archive(file, "images", tensor(Shape.of(3, 2, 2), 0), "y", tensor(Shape.of(3), 0));
    assertThatThrownBy(() -> Datasets.open(file.toString()))
        .hasMessageContaining("d.npz: the arrays [images, y], but no array x; expected x_train");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> Datasets.open(file.toString()))
        .hasMessageContaining("cannot be read as an archive");
  }

  private void archive(Path file, String x, Tensor images, String y, Tensor labels)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < 2; i++) {
        Path array = folder.resolve("array.npy");
        Npy.write(array, i == 0 ? images : labels);
        zip.putNextEntry(new ZipEntry((i == 0 ? x : y) + ".npy"));
        Files.copy(array, zip);
      }
    }
  }

  private void picture(String name, int width, int height, int type, int value) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int i = 0; i < width * height; i++) {
      if (type == BufferedImage.TYPE_BYTE_GRAY) {
        image.getRaster().setSample(i % width, i / width, 0, value);
      } else {
        image.setRGB(i % width, i / width, value);
      }
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void aFolderPerClassIsRead() throws IOException {
    picture("train/bag/1.png", 3, 2, BufferedImage.TYPE_BYTE_GRAY, 100);
    picture("train/coat/1.png", 3, 2, BufferedImage.TYPE_BYTE_GRAY, 7);
    picture("train/coat/2.png", 3, 2, BufferedImage.TYPE_BYTE_GRAY, 8);
    picture("test/coat/9.png", 3, 2, BufferedImage.TYPE_BYTE_GRAY, 9);
    Files.writeString(folder.resolve("train/coat/notes.txt"), "no picture");
    Dataset data = Datasets.open(folder.toString());
    assertThat(data.train().classes()).containsExactly("bag", "coat");
    assertThat(data.train().shape()).isEqualTo(Shape.of(1, 2, 3));
    // Grey values are as stored, without a correction of gamma.
    assertThat(image(data.train(), 0)).containsOnly(100);
    assertThat(data.train().label(2)).isEqualTo(1);
    assertThat(image(data.test().orElseThrow(), 0)).containsOnly(9);
    picture("test/hat/9.png", 3, 2, BufferedImage.TYPE_BYTE_GRAY, 9);
    assertThatThrownBy(() -> Datasets.open(folder.toString()))
        .hasMessageContaining("hat: a class that is not in the training images");
  }

  @Test
  void picturesOfDifferentSizesNeedASize() throws IOException {
    picture("bag/1.png", 3, 2, BufferedImage.TYPE_INT_RGB, 0x102030);
    picture("coat/1.png", 5, 4, BufferedImage.TYPE_INT_RGB, 0xFF0000);
    assertThatThrownBy(() -> Datasets.open(folder.toString()))
        .hasMessageContaining("5 × 4 pixels; expected 3 × 2, as ")
        .hasMessageContaining("try --resize");
    Dataset data = Datasets.open(folder.toString(), Optional.of(Shape.of(3, 2, 2)));
    assertThat(image(data.train(), 0)).startsWith(0x10, 0x10).endsWith(0x30, 0x30);
    Dataset grey = Datasets.open(folder.toString(), Optional.of(Shape.of(1, 2, 2)));
    assertThat(image(grey.train(), 1)).containsOnly(Math.round(255 * 0.299f));
    assertThatThrownBy(() -> Datasets.open(folder.toString(), Optional.of(Shape.of(4, 2, 2))))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("channels");
    Files.write(folder.resolve("bag/2.png"), "no".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Datasets.open(folder.toString()))
        .hasMessageContaining("2.png: no picture; expected a PNG or JPEG file");
    byte[] png = Files.readAllBytes(folder.resolve("bag/1.png"));
    // The width of a PNG is at byte 16.
    ByteBuffer.wrap(png).putInt(16, Integer.MAX_VALUE);
    Files.write(folder.resolve("bag/2.png"), png);
    assertThatThrownBy(() -> Datasets.open(folder.toString()))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("2.png: cannot be read");
  }

  @Test
  void sizesAreChangedByWeightsOfSumOne() {
    Resampling half = new Resampling(Shape.of(1, 1, 4), Shape.of(1, 1, 2));
    // A triangle of reach 2 around 0.5: 0.75, 0.75, 0.25 over 1.75 for the pixels 0, 1 and 2.
    float[] made = half.apply(new float[] {0, 1, 2, 3});
    assertThat(made[0]).isCloseTo((0.75f * 1 + 0.25f * 2) / 1.75f, within(1e-6f));
    assertThat(made[1]).isCloseTo(3 - made[0], within(1e-6f));
    Resampling more = new Resampling(Shape.of(1, 2, 1), Shape.of(3, 4, 1));
    assertThat(more.apply(new float[] {0, 4})).containsExactly(0, 1, 3, 4, 0, 1, 3, 4, 0, 1, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fashion-mist", "no/such/folder", "fashion-sampel"})
  void whatIsNotThereIsSaid(String name) {
    assertThatThrownBy(() -> Datasets.open(name))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith(name + ": there is no such data set; ")
        .hasMessageContaining(
            name.contains("/") ? "try train --list-data" : "did you mean fashion-");
  }

  @Test
  void imagesThatDoNotFitIntoMemoryAreRefusedWithBothSizes() {
    assertThatThrownBy(() -> MemoryLimit.require("big", Runtime.getRuntime().maxMemory()))
        .isInstanceOf(SpecException.class)
        .hasMessageMatching("big: holds \\d+ MiB of images; expected at most \\d+ MiB, half of .*");
    MemoryLimit.require("small", 1000);
  }
}
