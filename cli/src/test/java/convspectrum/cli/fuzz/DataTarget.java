package convspectrum.cli.fuzz;

import convspectrum.formats.dataset.Dataset;
import convspectrum.formats.dataset.Datasets;
import convspectrum.formats.numpy.Npy;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Files of data sets, by how they begin: IDX, plain and gzipped, CIFAR, .npz and pictures. */
final class DataTarget implements FuzzTarget {
  private static final int CIFAR = 3073;

  private final Path folder;
  private final List<byte[]> seeds;

  DataTarget(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder.resolve("data"));
    byte[] idx = new byte[16 + 2 * 3 * 4];
    System.arraycopy(new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4}, 0, idx, 0, 16);
    this.seeds = List.of(idx, gzip(idx), new byte[CIFAR], npz(), picture());
    Files.write(
        Files.createDirectories(this.folder.resolve("idx")).resolve("train-labels-idx1-ubyte"),
        new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 1, 0});
    Path cifar = Files.createDirectories(this.folder.resolve("cifar"));
    for (int i = 1; i <= 5; i++) {
      Files.write(cifar.resolve("data_batch_" + i + ".bin"), new byte[CIFAR]);
    }
    Files.createDirectories(this.folder.resolve("pictures/bag"));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private byte[] npz() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : List.of("x", "y")) {
        Path array = folder.resolve("array.npy");
        Npy.write(array, Tensor.zeros(name.equals("x") ? Shape.of(2, 3, 4) : Shape.of(2)));
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        Files.copy(array, zip);
      }
    }
    return out.toByteArray();
  }

  private static byte[] picture() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  @Override
  public String name() {
    return "data";
  }

  @Override
  public byte[] input(RandomGenerator random) {
    byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(input.length);
      switch (random.nextInt(4)) {
        case 0 -> input[at] = (byte) random.nextInt();
        case 1 -> input[at] ^= (byte) (1 << random.nextInt(8));
        // Sizes stand at the beginning of most files.
        case 2 -> input[random.nextInt(Math.min(64, input.length))] = (byte) random.nextInt();
        default -> {
          if (at > 8) {
            input = Arrays.copyOf(input, at);
          }
        }
      }
    }
    return input;
  }

  @Override
  public void read(byte[] input) throws IOException {
    int first = input.length < 2 ? 0 : input[0] << 8 | input[1] & 0xFF;
    String place =
        switch (first) {
          case 'P' << 8 | 'K' -> "data.npz";
          case (byte) 0x89 << 8 | 'P' -> "pictures/bag/1.png";
          default -> input.length > 1000 ? "cifar/data_batch_2.bin" : "idx/train-images-idx3-ubyte";
        };
    Files.write(folder.resolve(place), input);
    String opened = place.equals("data.npz") ? place : place.substring(0, place.indexOf('/'));
    Dataset data = Datasets.open(folder.resolve(opened).toString());
    float[] image = new float[Math.toIntExact(data.train().shape().elements())];
    for (int i = 0; i < data.train().count(); i++) {
      data.train().read(i, image, 0);
      if (data.train().label(i) >= data.train().classes().size()) {
        throw new AssertionError("a label that is no class");
      }
    }
  }
}
