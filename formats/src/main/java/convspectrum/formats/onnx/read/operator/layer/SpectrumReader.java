package convspectrum.formats.onnx.read.operator.layer;

import static java.util.Map.entry;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.RecordedReader;
import convspectrum.formats.onnx.read.operator.shared.Selection;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Fourier transforms, as products with the matrix of cosines and sines. A last axis of 2 is the
 * real and the imaginary part.
 */
final class SpectrumReader {
  static final Map<String, Operator> OPERATORS =
      Map.ofEntries(
          entry("DFT", RecordedReader.parts(SpectrumReader::transform)),
          entry("STFT", RecordedReader.parts(SpectrumReader::windowed)));

  private static final int MAX_LENGTH = 1 << 16;

  private SpectrumReader() {}

  /**
   * What a transform makes of what.
   *
   * @param length of the period
   * @param in places of the input that are given
   * @param out places of the result
   * @param parts 1 of real numbers, 2 of complex ones, of an input
   * @param realResult whether the result has no imaginary part, being the inverse of half a
   *     spectrum
   */
  private record Matrix(
      int length, int in, int out, int parts, boolean inverse, boolean realResult) {
    int outParts() {
      return realResult ? 1 : 2;
    }

    /** Rows are (place, part) of the input, columns those of the result. */
    float[] values() {
      float[] values = new float[Selection.requireTable((long) in * parts * out * outParts())];
      double turn = (inverse ? 2 : -2) * Math.PI / length;
      for (int i = 0; i < in; i++) {
        // Of half a spectrum each place but the first and the middle stands for two.
        boolean twice = realResult && i > 0 && 2 * i != length;
        double share = (inverse ? 1.0 / length : 1) * (twice ? 2 : 1);
        for (int k = 0; k < out; k++) {
          double angle = turn * ((long) i * k % length);
          double[] wave = {share * Math.cos(angle), share * Math.sin(angle)};
          for (int part = 0; part < parts; part++) {
            int at = ((i * parts + part) * out + k) * outParts();
            values[at] = (float) (part == 0 ? wave[0] : -wave[1]);
            if (!realResult) {
              values[at + 1] = (float) (part == 0 ? wave[1] : wave[0]);
            }
          }
        }
      }
      return values;
    }
  }

  /** DFT of (…, n, …, 1 or 2) along an axis, to as many places or half as many. */
  private static Value transform(OnnxNode node) {
    Node x = node.node(0);
    int rank = x.shape().rank();
    boolean early = node.opset() < 20;
    long axis = early ? node.attributes().integer("axis", 1) : -2;
    if (!early && node.has(2)) {
      axis = number(node, 2, "axis", Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    int along = Dims.axis(axis, rank);
    int parts = x.shape().dim(-1);
    boolean inverse = node.attributes().integer("inverse", 0) != 0;
    boolean half = node.attributes().integer("onesided", 0) != 0;
    if (along == rank - 1 || parts > 2) {
      throw new OpException(
          "axis " + axis + " of " + x.shape(),
          "expected real and imaginary parts in the last axis");
    }
    boolean real = inverse && half;
    int given = x.shape().dim(along);
    int length =
        node.has(1)
            ? number(node, 1, "dft_length", 1, MAX_LENGTH)
            : real ? 2 * (Math.min(given, MAX_LENGTH) - 1) : given;
    if (length < 1 || length > MAX_LENGTH) {
      throw new OpException("a transform of " + length, "expected 1 to " + MAX_LENGTH + " places");
    }
    int wanted = real ? length / 2 + 1 : length;
    if (wanted < given) {
      x = Pieces.slice(node, x, along, 0, wanted);
    }
    int out = half && !inverse ? length / 2 + 1 : length;
    Matrix matrix = new Matrix(length, Math.min(wanted, given), out, parts, inverse, real);
    // The axis is brought beside the parts, and back.
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    Collections.swap(order, along, rank - 2);
    boolean moves = along != rank - 2;
    Node beside = moves ? node.part("beside", new Op.Transpose(order), x) : x;
    Node result = product(node, beside, matrix);
    return OnnxNode.computed(moves ? node.result(new Op.Transpose(order), result) : result);
  }

  private static Node product(OnnxNode node, Node x, Matrix matrix) {
    int rank = x.shape().rank();
    int[] dims = x.shape().toArray();
    int rows = matrix.in * matrix.parts;
    int columns = matrix.out * matrix.outParts();
    Node flat = node.reshaped(x, Shape.of(Dims.dim(x.shape().elements() / rows), rows));
    ConstantTensor waves =
        ConstantTensor.known(NdArray.floats(new int[] {rows, columns}, matrix.values()));
    Node result = node.result(new Op.MatMul(), flat, node.node(waves, "waves"));
    dims[rank - 2] = matrix.out;
    dims[rank - 1] = matrix.outParts();
    return node.reshaped(result, Shape.of(dims));
  }

  /**
   * STFT: transforms of overlapping frames of a real signal, (N, L, 1) to (N, frames, places, 2).
   */
  private static Value windowed(OnnxNode node) {
    Node x = node.node(0);
    boolean real = x.shape().rank() == 2 || (x.shape().rank() == 3 && x.shape().dim(2) == 1);
    if (!real) {
      throw new UnsupportedOpException("a signal of " + x.shape() + "; real ones are understood");
    }
    int step = number(node, 1, "frame_step", 1, MAX_LENGTH);
    float[] window = node.has(2) ? node.numbers(2, "window") : new float[0];
    int frame = node.has(3) ? number(node, 3, "frame_length", 1, MAX_LENGTH) : window.length;
    if (frame < 1 || (window.length > 0 && window.length != frame)) {
      throw new OpException(
          "a window of %d for frames of %d".formatted(window.length, frame),
          "expected a window, or the length of a frame");
    }
    boolean half = node.attributes().integer("onesided", 1) != 0;
    int places = half ? frame / 2 + 1 : frame;
    float[] waves = new Matrix(frame, frame, places, 1, false, false).values();
    float[] filters = new float[waves.length];
    for (int i = 0; i < frame; i++) {
      for (int filter = 0; filter < 2 * places; filter++) {
        float weight = window.length == 0 ? 1 : window[i];
        filters[filter * frame + i] = weight * waves[i * 2 * places + filter];
      }
    }
    ConstantTensor weights =
        ConstantTensor.known(NdArray.floats(new int[] {2 * places, 1, 1, frame}, filters));
    int batch = x.shape().dim(0);
    Node row = node.reshaped(x, Shape.of(batch, 1, 1, x.shape().dim(1)));
    Window strided = new Window(1, frame, 1, step, 1, 1, Padding.NONE);
    Node sums =
        node.result(
            new Op.Conv(2 * places, strided, 1, false), row, Map.of(ParameterSlot.WEIGHT, weights));
    int frames = sums.shape().width();
    Node apart = node.reshaped(sums, Shape.of(batch, places, 2, frames));
    return OnnxNode.computed(node.part("frames", new Op.Transpose(List.of(0, 3, 1, 2)), apart));
  }

  private static int number(OnnxNode node, int input, String what, int from, int to) {
    long[] given = node.integers(input, what);
    if (given.length != 1 || given[0] < from || given[0] > to) {
      throw new OpException(
          what + " " + (given.length == 1 ? given[0] : "of " + given.length + " numbers"),
          "expected one number from " + from + " to " + to);
    }
    return (int) given[0];
  }
}
