package convspectrum.formats.onnx.read.operator.layer;

import static java.util.Map.entry;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.StoredTensors;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Selection;
import java.util.Map;

/** Tables of signal processing, whose sizes are constants: windows and the mel filter bank. */
final class WindowReader {
  static final Map<String, Operator> OPERATORS =
      Map.ofEntries(
          // a₀ − a₁ cos t + a₂ cos 2t, with the numbers of ONNX's definitions.
          entry("HannWindow", window(0.5, 0.5, 0)),
          entry("HammingWindow", window(25.0 / 46, 21.0 / 46, 0)),
          entry("BlackmanWindow", window(0.42, 0.5, 0.08)),
          entry("MelWeightMatrix", Operator.single(WindowReader::melWeights)));

  private static final int MAX_SIZE = 1 << 20;

  private WindowReader() {}

  private static Operator window(double constant, double first, double second) {
    return Operator.single(node -> {
      int size = size(node, 0, "size");
      boolean periodic = node.attributes().integer("periodic", 1) != 0;
      float[] values = new float[size];
      double turn = 2 * Math.PI / (periodic ? size : size - 1);
      for (int i = 0; i < size; i++) {
        values[i] =
            (float) (constant - first * Math.cos(turn * i) + second * Math.cos(2 * turn * i));
      }
      return typed(node, NdArray.floats(new int[] {size}, values));
    });
  }

  /**
   * Triangles between points that are equally far apart on the mel scale: (bins of a DFT, bins).
   */
  private static Value melWeights(OnnxNode node) {
    int bins = size(node, 0, "num_mel_bins");
    double rate = size(node, 2, "sample_rate");
    double low = mel(frequency(node, 3, "lower_edge_hertz"));
    double high = mel(frequency(node, 4, "upper_edge_hertz"));
    int length = size(node, 1, "dft_length");
    int spectrum = length / 2 + 1;
    int[] points = new int[bins + 2];
    for (int i = 0; i < points.length; i++) {
      double hertz = 700 * (Math.pow(10, (low + i * (high - low) / points.length) / 2595) - 1);
      points[i] = (int) Math.floor((length + 1) * hertz / rate);
    }
    float[] weights = new float[Selection.requireTable((long) spectrum * bins)];
    for (int bin = 0; bin < bins; bin++) {
      int left = points[bin];
      int centre = points[bin + 1];
      int right = points[bin + 2];
      for (int i = left; i <= Math.min(centre, spectrum - 1); i++) {
        weights[i * bins + bin] = centre == left ? 1 : (float) (i - left) / (centre - left);
      }
      for (int i = centre; i < Math.min(right, spectrum); i++) {
        weights[i * bins + bin] = (float) (right - i) / (right - centre);
      }
    }
    return typed(node, NdArray.floats(new int[] {spectrum, bins}, weights));
  }

  /** The mel scale of O'Shaughnessy 1987, in the form that HTK uses. */
  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  private static double frequency(OnnxNode node, int input, String what) {
    float[] given = node.numbers(input, what);
    if (given.length != 1 || !(given[0] >= 0)) {
      throw new OpException(what + " of " + given.length + " numbers", "one of at least 0");
    }
    return given[0];
  }

  private static int size(OnnxNode node, int input, String what) {
    long[] given = node.integers(input, what);
    if (given.length != 1 || given[0] < 1 || given[0] > MAX_SIZE) {
      throw new OpException(
          what + " of " + given.length + " numbers", "expected one from 1 to " + MAX_SIZE);
    }
    return (int) given[0];
  }

  private static Value typed(OnnxNode node, NdArray values) {
    long type = node.attributes().integer("output_datatype", DataType.FLOAT_VALUE);
    ConstantTensor table = ConstantTensor.known(values);
    return OnnxNode.constant(
        Folding.cast(table, StoredTensors.kind(Math.toIntExact(type), "the result")));
  }
}
