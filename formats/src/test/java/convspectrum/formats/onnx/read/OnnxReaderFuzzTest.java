package convspectrum.formats.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a file holds, it is read or refused with a message. */
class OnnxReaderFuzzTest {
  private static final int MUTATIONS = 2000;

  /** Larger tensors are left alone: their values are not what is tested. */
  private static final long MAX_ELEMENTS = 1 << 16;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"tiny.onnx, 1, false", "mobilenet.onnx, 2, false", "tiny.onnx, 3, true"})
  void mutatedFilesAreReadOrRefused(String resource, long seed, boolean allowUnknown)
      throws IOException {
    byte[] original = bytes(resource);
    SplittableRandom random = new SplittableRandom(seed);
    ReadOptions options = new ReadOptions(ReadOptions.DEFAULT.input(), allowUnknown);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Path file = Files.write(folder.resolve("mutated.onnx"), mutated(original, random));
      try {
        readAll(OnnxReader.read(file, options));
      } catch (SpecException e) {
        assertThat(e).hasMessageContaining("mutated.onnx");
        refused++;
      }
    }
    assertThat(refused).isBetween(MUTATIONS / 20, MUTATIONS);
  }

  private static void readAll(ImportedModel model) {
    for (Node node : model.graph().nodes()) {
      for (ParameterSlot slot : node.parameters()) {
        if (slot.shape().elements() <= MAX_ELEMENTS) {
          assertThat(model.weights().get(node, slot).shape()).isEqualTo(slot.shape());
        }
      }
    }
  }

  static byte[] mutated(byte[] original, SplittableRandom random) {
    byte[] bytes = original.clone();
    switch (random.nextInt(5)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> {
        int from = random.nextInt(bytes.length);
        int count = Math.min(1 + random.nextInt(64), bytes.length - from);
        System.arraycopy(original, from + count, bytes, from, bytes.length - from - count);
        bytes = Arrays.copyOf(bytes, bytes.length - count);
      }
      default -> {
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
      }
    }
    return bytes;
  }

  static byte[] bytes(String resource) throws IOException {
    try (InputStream in = OnnxReaderFuzzTest.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }
}
