package convspectrum.formats.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageSetFileTest {
  @TempDir private Path folder;

  private static byte[] bytes(List<ImageSet> sets) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageSetFile.write(sets, out);
    return out.toByteArray();
  }

  private List<ImageSet> read(byte[] bytes) throws IOException {
    return ImageSetFile.read(Files.write(folder.resolve("images"), bytes));
  }

  private static ImageSet floats() {
    float[] image = {0.5f, -1e-30f, 3e7f, Float.MIN_VALUE};
    return new ImageSet(
        Shape.of(1, 2, 2),
        new Pixels.Floats(List.of(image, new float[] {1, 2, 3, 4})),
        new int[] {1, 0},
        List.of("shirt", "Kleid ä"));
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    Dataset sample = Datasets.open("fashion-sample");
    ImageSet test = sample.test().orElseThrow();
    ImageSet none = test.select(new int[0]);
    List<ImageSet> read = read(bytes(List.of(sample.train(), none, test, floats())));
    assertThat(read).hasSize(4);
    assertThat(read.get(0).hash()).isEqualTo(sample.train().hash());
    assertThat(read.get(0).pixels()).isInstanceOf(Pixels.Bytes.class);
    assertThat(read.get(1).count()).isZero();
    assertThat(read.get(1).shape()).isEqualTo(none.shape());
    assertThat(read.get(2).hash()).isEqualTo(test.hash());
    assertThat(read.get(3).hash()).isEqualTo(floats().hash());
    assertThat(read.get(3).classes()).containsExactly("shirt", "Kleid ä");
    float[] image = new float[4];
    read.get(3).read(0, image, 0);
    assertThat(image).containsExactly(0.5f, -1e-30f, 3e7f, Float.MIN_VALUE);
  }

  @Test
  void anyDamageIsSaid() throws IOException {
    byte[] whole = bytes(List.of(floats()));
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part)).isInstanceOf(SpecException.class);
    }
    byte[] more = Arrays.copyOf(whole, whole.length + 1);
    assertThatThrownBy(() -> read(more))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("goes on behind its last image");
    for (int place = 0; place < whole.length; place++) {
      byte[] changed = whole.clone();
      changed[place] = (byte) (changed[place] ^ 0xFF);
      try {
        assertThat(read(changed)).hasSize(1); // a value or a name is another
      } catch (SpecException e) {
        assertThat(e.getMessage()).contains("expected images as this version writes them");
      }
    }
  }
}
