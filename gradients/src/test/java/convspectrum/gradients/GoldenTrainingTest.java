package convspectrum.gradients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import convspectrum.formats.numpy.Npy;
import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.gradients.learning.LearningProgram;
import convspectrum.gradients.learning.LossFunction;
import convspectrum.gradients.learning.Optimiser;
import convspectrum.gradients.learning.StateWriter;
import convspectrum.gradients.training.SmoothedCrossEntropy;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps of PyTorch; golden-training/README.md says what the files hold. */
final class GoldenTrainingTest {
  private static final int BATCH = 16;
  private static final int STEPS = 20;

  @ParameterizedTest
  @CsvSource({
    "sgd, FLOAT64",
    "sgd_nesterov_smoothing, FLOAT64",
    "adamw, FLOAT64",
    "adamw_clip, FLOAT64",
    "sgd, FLOAT32",
    "sgd_nesterov_smoothing, FLOAT32",
    "adamw, FLOAT32",
    "adamw_clip, FLOAT32"
  })
  void twentyStepsArePyTorchs(String name, Precision precision) throws IOException {
    boolean wide = precision == Precision.FLOAT64;
    Optimiser optimiser =
        switch (name) {
          case "sgd" -> new Optimiser.Sgd(0.9, false, 5e-4);
          case "sgd_nesterov_smoothing" -> new Optimiser.Sgd(0.9, true, 1e-3);
          case "adamw" -> new Optimiser.AdamW(0.9, 0.999, 1e-8, 0.05);
          default -> new Optimiser.AdamW(0.9, 0.99, 1e-8, 0.05);
        };
    double rate =
        switch (name) {
          case "sgd" -> 0.1;
          case "sgd_nesterov_smoothing" -> 0.05;
          default -> 0.003;
        };
    double smoothing = name.contains("smoothing") ? 0.1 : 0;
    double clip = name.contains("clip") ? 0.2 : Double.POSITIVE_INFINITY;
    List<String[]> expected =
        Files.readAllLines(resource("runs.csv")).stream()
            .map(line -> line.split(","))
            .filter(line -> line[0].equals(name))
            .toList();
    assertThat(expected).hasSize(STEPS);
    ImportedModel model = model(BATCH);
    Tensor x = Npy.read(resource("x.npy"));
    float[] y = Npy.read(resource("y.npy")).data();
    try (LearningProgram program =
        Gradients.learner(
            batch -> model(batch).graph(), BATCH, model.weights(), optimiser, precision, 2)) {
      for (int step = 0; step < STEPS; step++) {
        Tensor images = batch(x, step);
        int first = step * BATCH;
        int[] labels = new int[BATCH];
        Arrays.setAll(labels, i -> (int) y[first + i]);
        LossFunction loss = new SmoothedCrossEntropy(labels, 10, smoothing);
        double found = program.differentiate(images, loss, 0);
        double norm = program.gradientNorm();
        assertThat(found)
            .as("loss of step " + step)
            .isCloseTo(number(expected.get(step)[2]), offset(wide ? 1e-10 : 1e-4));
        assertThat(norm)
            .as("norm of step " + step)
            .isCloseTo(number(expected.get(step)[3]), offset(wide ? 1e-9 : 1e-3));
        program.update(optimiser, rate, Math.min(1, clip / (norm + 1e-6)), step + 1);
      }
      double[] logits = array(name, "logits_after");
      double[] evaluated = program.evaluate(batch(x, 0));
      for (int i = 0; i < logits.length; i++) {
        assertThat(evaluated[i]).isCloseTo(logits[i], offset(wide ? 1e-9 : 2e-3));
      }
      if (wide) {
        assertThat(compareState(name, model, program)).isGreaterThan(900);
      }
    }
  }

  /** Compares weights and running statistics, and says how many. */
  private static int compareState(String name, ImportedModel model, LearningProgram program)
      throws IOException {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    program.save(new StateWriter(new DataOutputStream(saved), false));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved.toByteArray()));
    int compared = 0;
    for (boolean trainable : new boolean[] {true, false}) {
      for (Node node : model.graph().nodes()) {
        for (ParameterSlot slot : node.parameters()) {
          if (slot.trainable() == trainable) {
            compared += compare(in, name, node.name().split("/")[1] + "." + slot.role());
            if (trainable) {
              skip(in);
              skip(in);
            }
          }
        }
      }
    }
    assertThat(in.available()).isZero();
    return compared;
  }

  private static int compare(DataInputStream in, String name, String tensor) throws IOException {
    double[] wanted = array(name, tensor);
    // The norm behind this bias takes away what it adds, so its gradient is rounding alone, which
    // AdamW divides by the root of its square. The running mean has the bias in it.
    boolean rounding = tensor.equals("grouped.bias") || tensor.equals("bn3.running_mean");
    double least = rounding && name.startsWith("adamw") ? 1 : 1e-3;
    assertThat(in.readInt()).isEqualTo(wanted.length);
    for (int i = 0; i < wanted.length; i++) {
      assertThat(in.readDouble())
          .as(tensor + " " + i)
          .isCloseTo(wanted[i], offset(1e-9 * Math.max(Math.abs(wanted[i]), least)));
    }
    return wanted.length;
  }

  /** Passes over what the optimiser keeps. */
  private static void skip(DataInputStream in) throws IOException {
    in.skipNBytes((long) in.readInt() * Double.BYTES);
  }

  private static ImportedModel model(int batch) {
    return OnnxReader.read(
        resource("net.onnx"), new ReadOptions(Optional.of(Shape.of(batch, 3, 12, 12)), false));
  }

  private static Tensor batch(Tensor x, int number) {
    Shape shape = x.shape().with(0, BATCH);
    int size = Math.toIntExact(shape.elements());
    return Tensor.of(shape, Arrays.copyOfRange(x.data(), number * size, (number + 1) * size));
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  /** An array of float64. */
  private static double[] array(String archive, String name) throws IOException {
    try (ZipFile zip = new ZipFile(resource(archive + ".npz").toFile())) {
      byte[] bytes = zip.getInputStream(zip.getEntry(name + ".npy")).readAllBytes();
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      buffer.position(10 + buffer.getShort(8));
      double[] values = new double[buffer.remaining() / Double.BYTES];
      buffer.asDoubleBuffer().get(values);
      return values;
    }
  }

  private static Path resource(String name) {
    return Path.of(
        URI.create(
            Objects.requireNonNull(GoldenTrainingTest.class.getResource("golden-training/" + name))
                .toString()));
  }
}
