package convspectrum.costmodel.convention;

import convspectrum.spec.composite.Recurrent;
import convspectrum.spec.composite.recurrent.RecurrentCell;
import convspectrum.spec.graph.Node;

/** What tools count of recurrent layers, whose elementwise work each of them sees differently. */
final class Recurrences {
  private Recurrences() {}

  /** Steps · N · directions: how often the cell is computed. */
  private static long cells(Recurrent op, Node node) {
    return MultiplyAccumulates.of(node) / products(op, node);
  }

  /** Gates · hidden · (features + hidden), the multiply-accumulates of one cell. */
  private static long products(Recurrent op, Node node) {
    long inner = (long) node.inputShape().dim(2) + op.hidden();
    return Math.multiplyExact((long) op.cell().gates() * op.hidden(), inner);
  }

  /**
   * ptflops, {@code rnn_flops}: products, both biases, and of each hidden feature 10 for LSTM, 7
   * for GRU, 1 for RNN.
   */
  static long ptflops(Recurrent op, Node node) {
    return times(cells(op, node), products(op, node) + combining(op) + biases(op));
  }

  /** DeepSpeed, {@code _rnn_flops}: as ptflops, but a row of n products adds n − 1 times. */
  static long deepSpeed(Recurrent op, Node node) {
    long rows = (long) op.cell().gates() * op.hidden();
    long matrices = 2 * products(op, node) - 2 * rows;
    return times(cells(op, node), matrices + combining(op) + biases(op));
  }

  private static long combining(Recurrent op) {
    return op.hidden()
        * switch (op.cell()) {
          case RecurrentCell.Lstm _ -> 10L;
          case RecurrentCell.Gru _ -> 7L;
          case RecurrentCell.Plain _ -> 1L;
        };
  }

  private static long biases(Recurrent op) {
    return op.bias() ? 2L * op.cell().gates() * op.hidden() : 0;
  }

  /**
   * thop, {@code rnn_hooks.py}: products, one addition of the two per gate, both biases, and of
   * each hidden feature 4 more for LSTM and GRU.
   */
  static long thop(Recurrent op, Node node) {
    long more = op.cell() instanceof RecurrentCell.Plain ? 0 : 4L * op.hidden();
    long sums = (long) op.cell().gates() * op.hidden();
    return times(cells(op, node), products(op, node) + sums + biases(op) + more);
  }

  /**
   * onnx-tool, {@code LSTMNode} and {@code GRUNode}: products, and of each hidden feature of each
   * step 228 (three sigmoids of 32, two hyperbolic tangents of 64, 4) or 133 (two, one, 5),
   * whatever the number of directions. It has no node for RNN.
   */
  static long onnxTool(Recurrent op, Node node) {
    long features = times(cells(op, node) / op.directions(), op.hidden());
    return switch (op.cell()) {
      case RecurrentCell.Lstm _ ->
          Math.addExact(MultiplyAccumulates.of(node), times(features, 3 * 32 + 2 * 64 + 4));
      case RecurrentCell.Gru _ ->
          Math.addExact(MultiplyAccumulates.of(node), times(features, 2 * 32 + 64 + 5));
      case RecurrentCell.Plain _ -> 0;
    };
  }

  /** A Keras layer: products, and one bias per gate. */
  static long keras(Recurrent op, Node node) {
    long bias = op.bias() ? (long) op.cell().gates() * op.hidden() : 0;
    return times(cells(op, node), 2 * products(op, node) + bias);
  }

  private static long times(long a, long b) {
    return Math.multiplyExact(a, b);
  }
}
