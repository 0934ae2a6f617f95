package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.spec.onnx.read.ImportedModel;
import convspectrum.spec.onnx.read.OnnxReader;
import convspectrum.spec.onnx.read.ReadOptions;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is imported and run by the reference gives what ONNX Runtime makes of the file. */
class ImportParityTest {
  private static final double TOLERANCE = 2e-5;

  private final Map<String, byte[]> models = new LinkedHashMap<>();

  @TempDir Path folder;

  @Test
  void everyFormOfEveryOpAgreesWithOnnxRuntime() throws IOException, OrtException {
    layers();
    norms();
    activations();
    arithmetic();
    reductions();
    layouts();
    resizes();
    shapes();
    List<String> failures = new ArrayList<>();
    for (Map.Entry<String, byte[]> model : models.entrySet()) {
      double difference = difference(model.getValue());
      if (!(difference <= TOLERANCE)) {
        failures.add(model.getKey() + " differs by " + difference);
      }
    }
    assertThat(failures).isEmpty();
    assertThat(models).hasSizeGreaterThan(90);
  }

  @Test
  void trainedNetworkAgreesWithOnnxRuntime() throws IOException, OrtException {
    try (InputStream in = ImportParityTest.class.getResourceAsStream("tiny.onnx")) {
      assertThat(difference(Objects.requireNonNull(in).readAllBytes())).isLessThan(1e-5);
    }
  }

  private void layers() {
    map("conv", 17, m -> m.node("Conv", "x," + m.weight(4, 3, 3, 3) + "," + m.weight(4)));
    map(
        "conv groups",
        7,
        m ->
            m.node(
                "Conv",
                "x," + m.weight(6, 1, 3, 2),
                "group",
                3,
                "strides",
                new int[] {2, 1},
                "pads",
                new int[] {1, 0, 0, 2},
                "dilations",
                new int[] {1, 2}));
    for (String auto : List.of("SAME_UPPER", "SAME_LOWER", "VALID")) {
      map(
          "conv " + auto,
          13,
          m ->
              m.node(
                  "Conv",
                  "x," + m.weight(4, 3, 3, 2),
                  "auto_pad",
                  auto,
                  "strides",
                  new int[] {2, 2}));
    }
    of("conv 1-D", 17, m -> m.node("Conv", "x," + m.weight(4, 3, 3)), 2, 3, 9);
    map(
        "conv bias computed",
        17,
        m -> m.node("Conv", "x," + m.weight(4, 3, 1, 1) + "," + m.node("Neg", m.weight(4))));
    map(
        "conv weight transposed",
        17,
        m -> m.node("Conv", "x," + m.node("Transpose", m.weight(1, 1, 3, 5))));
    for (String pool : List.of("MaxPool", "AveragePool")) {
      for (int ceil = 0; ceil < 2; ceil++) {
        int mode = ceil;
        map(
            pool + " ceil " + mode,
            12,
            m ->
                m.node(
                    pool,
                    "x",
                    "kernel_shape",
                    new int[] {3, 2},
                    "strides",
                    new int[] {2, 2},
                    "pads",
                    new int[] {1, 0, 1, 0},
                    "ceil_mode",
                    mode));
      }
    }
    map(
        "average pool, padding counted",
        11,
        m ->
            m.node(
                "AveragePool",
                "x",
                "kernel_shape",
                new int[] {3, 3},
                "pads",
                new int[] {1, 1, 1, 1},
                "count_include_pad",
                1));
    map("global average", 9, m -> m.node("GlobalAveragePool", "x"));
    map("global max", 9, m -> m.node("GlobalMaxPool", "x"));
    of("gemm", 13, m -> m.node("Gemm", "x," + m.weight(7, 5) + "," + m.weight(5)), 3, 7);
    of(
        "gemm scaled",
        11,
        m ->
            m.node(
                "Gemm",
                "x," + m.weight(5, 3) + "," + m.weight(3, 1),
                "transA",
                1,
                "alpha",
                0.5,
                "beta",
                2.0,
                "transB",
                0),
        5,
        3);
    of("gemm of two", 13, m -> m.node("Gemm", "x," + m.node("Relu", "x"), "transB", 1), 5, 3);
    of("matmul stored right", 13, m -> m.node("MatMul", "x," + m.weight(7, 5)), 2, 3, 7);
    of("matmul stored batch", 13, m -> m.node("MatMul", "x," + m.weight(2, 7, 5)), 2, 3, 7);
    of("matmul stored left", 13, m -> m.node("MatMul", m.weight(5, 3) + ",x"), 2, 3, 7);
    of("matmul vector", 13, m -> m.node("MatMul", "x," + m.weight(7)), 2, 3, 7);
    of(
        "attention",
        13,
        m -> {
          String key = m.node("Transpose", "x", "perm", new int[] {0, 2, 1});
          String score = m.node("Softmax", m.node("MatMul", "x," + key), "axis", -1);
          return m.node("MatMul", score + ",x");
        },
        2,
        5,
        7);
  }

  private void norms() {
    map(
        "batch norm",
        9,
        m ->
            m.node(
                "BatchNormalization",
                "x," + m.weight(3) + "," + m.weight(3) + "," + m.weight(3) + "," + m.weight(3),
                "epsilon",
                0.001));
    map(
        "instance norm",
        9,
        m -> m.node("InstanceNormalization", "x," + m.weight(3) + "," + m.weight(3)));
    map(
        "layer norm",
        17,
        m -> m.node("LayerNormalization", "x," + m.weight(7) + "," + m.weight(7)));
    map(
        "layer norm of two axes",
        17,
        m -> m.node("LayerNormalization", "x," + m.weight(6, 7), "axis", -2));
    map("lrn", 13, m -> m.node("LRN", "x", "size", 3, "alpha", 0.3, "beta", 0.7, "bias", 1.5));
    of(
        "group norm",
        21,
        m -> m.node("GroupNormalization", "x," + m.weight(6) + "," + m.weight(6), "num_groups", 2),
        2,
        6,
        3,
        5);
    map("lp norm", 13, m -> m.node("LpNormalization", "x", "axis", 1));
  }

  private void activations() {
    for (String type :
        List.of(
            "Relu",
            "Sigmoid",
            "Tanh",
            "Softplus",
            "LeakyRelu",
            "Elu",
            "Selu",
            "Celu",
            "HardSigmoid",
            "HardSwish",
            "Softsign",
            "Erf",
            "Abs",
            "Neg",
            "Floor",
            "Ceil",
            "Exp",
            "Sin",
            "Cos",
            "Sign")) {
      map(type, 14, m -> m.node(type, "x"));
    }
    map("mish", 18, m -> m.node("Mish", "x"));
    map("gelu", 20, m -> m.node("Gelu", "x"));
    map("gelu tanh", 20, m -> m.node("Gelu", "x", "approximate", "tanh"));
    map("clip attributes", 6 + 1, m -> m.node("Clip", "x", "min", -0.5, "max", 0.25));
    map("clip inputs", 13, m -> m.node("Clip", "x," + m.number(0) + "," + m.number(6)));
    map("clip low alone", 13, m -> m.node("Clip", "x," + m.number(-0.1)));
    map("prelu", 16, m -> m.node("PRelu", "x," + m.weight(3, 1, 1)));
    map("softmax of rows", 11, m -> m.node("Softmax", "x", "axis", 1));
    map("softmax", 13, m -> m.node("Softmax", "x", "axis", 1));
    map("log softmax", 13, m -> m.node("LogSoftmax", "x"));
    map("celu", 13, m -> m.node("Celu", "x", "alpha", 0.7));
  }

  private void arithmetic() {
    for (String type : List.of("Add", "Sub", "Mul", "Div", "Pow", "Min", "Max")) {
      map(type + " stored", 13, m -> m.node(type, m.node("Exp", "x") + "," + m.weight(3, 1, 1)));
      map(
          type + " of two",
          13,
          m -> m.node(type, m.node("Exp", "x") + "," + m.node("Sigmoid", "x")));
      map(type + " number", 13, m -> m.node(type, m.node("Exp", "x") + "," + m.number(1.5)));
    }
    map("Sum", 13, m -> m.node("Sum", "x," + m.weight(7) + ",x"));
    map("Mean", 13, m -> m.node("Mean", "x," + m.weight(7)));
    map("Sqrt", 13, m -> m.node("Sqrt", m.node("Exp", "x")));
    map("Reciprocal", 13, m -> m.node("Reciprocal", m.node("Exp", "x")));
    map(
        "Where",
        13,
        m -> m.node("Where", m.node("Greater", "x," + m.number(0.1)) + ",x," + m.weight(7)));
    map("Where not NaN", 13, m -> m.node("Where", m.node("IsNaN", "x") + "," + m.number(0) + ",x"));
    map(
        "comparison",
        16,
        m -> m.node("Cast", m.node("GreaterOrEqual", "x," + m.number(0.1)), "to", 1));
  }

  private void reductions() {
    for (String type :
        List.of(
            "ReduceMean",
            "ReduceMax",
            "ReduceMin",
            "ReduceL2",
            "ReduceL1",
            "ReduceSumSquare",
            "ReduceLogSumExp")) {
      map(type, 13, m -> m.node(type, "x", "axes", new int[] {2, 3}, "keepdims", 0));
      map(type + " input", 18, m -> m.node(type, "x," + m.integers(-3)));
    }
    map("ReduceSum", 13, m -> m.node("ReduceSum", "x," + m.integers(1, 3), "keepdims", 0));
    map("ReduceMean of all", 13, m -> m.node("ReduceMean", "x"));
  }

  private void layouts() {
    map("reshape", 13, m -> m.node("Reshape", "x," + m.integers(0, -1, 2)));
    map("flatten", 13, m -> m.node("Flatten", "x", "axis", 2));
    map(
        "squeeze",
        13,
        m -> m.node("Squeeze", m.node("GlobalAveragePool", "x") + "," + m.integers(2, 3)));
    map(
        "squeeze attribute",
        11,
        m -> m.node("Squeeze", m.node("GlobalAveragePool", "x"), "axes", new int[] {-1}));
    map("unsqueeze", 13, m -> m.node("Unsqueeze", "x," + m.integers(0, -1)));
    map("transpose", 13, m -> m.node("Transpose", "x"));
    map("concat", 13, m -> m.node("Concat", "x," + m.weight(2, 2, 6, 7) + ",x", "axis", -3));
    map(
        "slice attributes",
        9,
        m ->
            m.node(
                "Slice",
                "x",
                "starts",
                new int[] {1, -5},
                "ends",
                new int[] {100, -1},
                "axes",
                new int[] {1, 3}));
    map(
        "slice steps",
        13,
        m ->
            m.node(
                "Slice",
                "x,"
                    + m.integers(1, 0)
                    + ","
                    + m.integers(6, 7)
                    + ","
                    + m.integers(2, 3)
                    + ","
                    + m.integers(2, 3)));
    map(
        "slice backwards",
        13,
        m ->
            m.node(
                "Slice",
                "x,"
                    + m.integers(-1)
                    + ","
                    + m.integers(Long.MIN_VALUE)
                    + ","
                    + m.integers(3)
                    + ","
                    + m.integers(-2)));
    map("gather", 13, m -> m.node("Gather", "x," + m.integers(2, -3, 0), "axis", 2));
    map("gather one", 13, m -> m.node("Gather", "x," + m.integer(-1), "axis", 3));
    map(
        "expand",
        13,
        m -> m.node("Expand", m.node("GlobalMaxPool", "x") + "," + m.integers(2, 1, 1, 3, 2)));
    map("tile", 13, m -> m.node("Tile", "x," + m.integers(1, 2, 1, 3)));
    map(
        "pad",
        13,
        m -> m.node("Pad", "x," + m.integers(0, 0, 1, 2, 0, 0, 3, 0) + "," + m.number(0.5)));
    map("pad attribute", 10, m -> m.node("Pad", "x", "pads", new int[] {0, 1, 1, 0, 0, 2, 0, -1}));
    for (String mode : List.of("reflect", "edge", "wrap")) {
      map(
          "pad " + mode,
          19,
          m -> m.node("Pad", "x," + m.integers(0, 1, 2, 2, 0, 0, 1, 3), "mode", mode));
    }
    of("depth to space", 13, m -> m.node("DepthToSpace", "x", "blocksize", 2), 1, 8, 3, 2);
    of(
        "depth to space CRD",
        13,
        m -> m.node("DepthToSpace", "x", "blocksize", 2, "mode", "CRD"),
        1,
        8,
        3,
        2);
    of("space to depth", 13, m -> m.node("SpaceToDepth", "x", "blocksize", 2), 1, 3, 4, 6);
    map(
        "split",
        11,
        m -> {
          m.nodeOf("Split", "x", "a,b", "axis", 3, "split", new int[] {3, 4});
          return m.node("Concat", "b,a", "axis", 3);
        });
    map(
        "split equal",
        18,
        m -> {
          m.nodeOf("Split", "x", "a,b,c", "axis", 3, "num_outputs", 3);
          return m.node("Concat", "c,a,b", "axis", 3);
        });
    map("dropout", 13, m -> m.node("Dropout", "x"));
  }

  private void resizes() {
    map("upsample", 9, m -> m.node("Upsample", "x," + m.floats(1, 1, 2, 3)));
    for (String nearest : List.of("floor", "ceil", "round_prefer_floor", "round_prefer_ceil")) {
      for (String coordinates : List.of("asymmetric", "half_pixel", "align_corners")) {
        map(
            "nearest " + nearest + " " + coordinates,
            13,
            m ->
                m.node(
                    "Resize",
                    "x,,," + m.integers(2, 3, 9, 5),
                    "nearest_mode",
                    nearest,
                    "coordinate_transformation_mode",
                    coordinates));
      }
    }
    for (String coordinates : List.of("half_pixel", "align_corners")) {
      map(
          "linear " + coordinates,
          13,
          m ->
              m.node(
                  "Resize",
                  "x,," + m.floats(1, 1, 2, 2),
                  "mode",
                  "linear",
                  "coordinate_transformation_mode",
                  coordinates));
    }
  }

  /** Shapes that exporters compute in the graph. */
  private void shapes() {
    map(
        "view",
        13,
        m -> {
          String shape = m.node("Shape", "x");
          String batch = m.node("Gather", shape + "," + m.integer(0));
          String row = m.node("Unsqueeze", batch + "," + m.integers(0));
          return m.node("Reshape", "x," + m.node("Concat", row + "," + m.integers(-1), "axis", 0));
        });
    map(
        "chunk",
        13,
        m -> {
          String size = m.node("Gather", m.node("Shape", "x") + "," + m.integers(3));
          String more = m.node("Add", size + "," + m.integers(1));
          String half = m.node("Div", more + "," + m.integers(2));
          return m.node("Slice", "x," + m.integers(0) + "," + half + "," + m.integers(3));
        });
    map(
        "interpolate",
        13,
        m -> {
          String shape =
              m.node(
                  "Cast",
                  m.node("Slice", m.node("Shape", "x") + "," + m.integers(2) + "," + m.integers(4)),
                  "to",
                  1);
          String size =
              m.node("Cast", m.node("Floor", m.node("Mul", shape + "," + m.number(2))), "to", 7);
          String whole =
              m.node(
                  "Concat",
                  m.node("Slice", m.node("Shape", "x") + "," + m.integers(0) + "," + m.integers(2))
                      + ","
                      + size,
                  "axis",
                  0);
          return m.node(
              "Resize",
              "x,,," + whole,
              "coordinate_transformation_mode",
              "asymmetric",
              "nearest_mode",
              "floor");
        });
    map(
        "expand like",
        13,
        m -> {
          String shape = m.node("Shape", "x");
          String wanted =
              m.node(
                  "Where",
                  m.node("Equal", shape + "," + m.integers(-1, -1, -1, -1))
                      + ","
                      + m.integers(1, 1, 1, 1)
                      + ","
                      + shape);
          return m.node("Add", "x," + m.node("Expand", m.weight(7) + "," + wanted));
        });
    map(
        "weights standardised",
        13,
        m -> {
          String w = m.weight(4, 3, 3, 3);
          String mean = m.node("ReduceMean", w, "axes", new int[] {1, 2, 3});
          String centred = m.node("Sub", w + "," + mean);
          String variance =
              m.node(
                  "ReduceMean",
                  m.node("Mul", centred + "," + centred),
                  "axes",
                  new int[] {1, 2, 3});
          String deviation = m.node("Sqrt", m.node("Add", variance + "," + m.number(1e-5)));
          return m.node("Conv", "x," + m.node("Div", centred + "," + deviation));
        });
  }

  private void map(String name, long opset, Function<OnnxModels, String> body) {
    of(name, opset, body, 2, 3, 6, 7);
  }

  private void of(String name, long opset, Function<OnnxModels, String> body, long... input) {
    OnnxModels model = new OnnxModels(opset, input);
    models.put(name, model.model(body.apply(model)));
  }

  private double difference(byte[] bytes) throws IOException, OrtException {
    Path file = Files.write(folder.resolve("model.onnx"), bytes);
    ImportedModel model = OnnxReader.read(file, ReadOptions.DEFAULT);
    Tensor input = SeededInputs.of(model.graph(), 5).getFirst();
    List<Tensor> outputs = Signature.of(model.graph()).newOutputs();
    try (Program program =
        Runtimes.named("reference")
            .compile(model.graph(), model.weights(), RunOptions.SINGLE_THREAD)) {
      program.run(List.of(input), outputs);
    }
    Tensor actual = outputs.getFirst();
    float[] expected = byOnnxRuntime(bytes, input);
    if (expected.length != actual.data().length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] - actual.data()[i]));
    }
    return largest == 0 ? 0 : largest / actual.maxAbs();
  }

  private static float[] byOnnxRuntime(byte[] bytes, Tensor input) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = Arrays.stream(input.shape().toArray()).asLongStream().toArray();
    try (OrtSession session = environment.createSession(bytes);
        OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.data()), shape);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), x))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] copy = new float[values.remaining()];
      values.get(copy);
      return copy;
    }
  }
}
