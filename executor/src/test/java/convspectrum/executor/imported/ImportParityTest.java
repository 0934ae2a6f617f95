package convspectrum.executor.imported;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is imported and run by the reference gives what ONNX Runtime makes of the file. */
class ImportParityTest {
  @TempDir Path folder;

  @Test
  void trainedNetworkAgreesWithOnnxRuntime() throws IOException, OrtException {
    try (InputStream in = ImportParityTest.class.getResourceAsStream("tiny.onnx")) {
      assertThat(
              ImportedModels.difference(folder, "tiny", Objects.requireNonNull(in).readAllBytes()))
          .isLessThan(1e-5);
    }
  }
}
