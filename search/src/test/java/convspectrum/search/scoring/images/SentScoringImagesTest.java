package convspectrum.search.scoring.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.formats.numpy.Npy;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.FoundFiles;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that were sent are taken as those here are. */
final class SentScoringImagesTest {
  private static final int BATCH = 3;

  @TempDir private Path folder;

  private static void assertSame(ScoringImages here, Shape... inputs) {
    ScoringImages there;
    try (FilesToSend files = new FilesToSend()) {
      there = here.send(2 * BATCH, files).open(FoundFiles.HERE);
    }
    assertThat(there.identity()).isEqualTo(here.identity());
    assertThat(there.count()).isEqualTo(here.count());
    for (Shape input : inputs) {
      assertThat(there.take(input, 0)).isEqualTo(here.take(input, 0));
      assertThat(there.take(input, BATCH)).isEqualTo(here.take(input, BATCH));
    }
  }

  private ScoringImages tensor(int count) {
    Tensor tensor = Tensor.zeros(Shape.of(count, 2, 4, 4));
    for (int i = 0; i < tensor.data().length; i++) {
      tensor.data()[i] = (float) Math.sin(i * i);
    }
    Path file = folder.resolve("images" + count + ".npy");
    Npy.write(file, tensor);
    return ImageSource.of(file);
  }

  @Test
  void arrays() {
    Shape input = Shape.of(BATCH, 2, 4, 4);
    assertSame(tensor(100), input);
    assertSame(tensor(4), input); // fewer than two batches are repeated
    ScoringImages here = tensor(50);
    try (FilesToSend files = new FilesToSend()) {
      ScoringImages there = here.send(2 * BATCH, files).open(FoundFiles.HERE);
      assertThatThrownBy(() -> there.take(Shape.of(BATCH, 3, 4, 4), 0))
          .isInstanceOf(UnsupportedGraphException.class)
          .hasMessageContaining("images50.npy: holds 50x2x4x4; expected (batch, 3, 4, 4)");
    }
  }

  @Test
  void dataSets() {
    assertSame(
        ImageSource.of(Path.of("fashion-sample")),
        Shape.of(BATCH, 1, 28, 28),
        Shape.of(BATCH, 3, 10, 12));
  }

  @Test
  void picturesOfSeveralSizes() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (int n = 0; n < 9; n++) {
      BufferedImage image =
          new BufferedImage(
              20 + n, 30, n % 2 == 0 ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_3BYTE_BGR);
      for (int i = 0; i < 20 * 30; i++) {
        image.setRGB(i % 20, i / 20, 0x9e3779b9 * (i + n));
      }
      Path file = pictures.resolve("p%d.png".formatted(n));
      assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }
    assertSame(ImageSource.of(pictures), Shape.of(BATCH, 3, 16, 16), Shape.of(BATCH, 3, 40, 8));
  }
}
