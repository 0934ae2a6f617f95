package convspectrum.formats.onnx.read.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.Value;
import java.util.ArrayList;
import java.util.List;

/** ONNX's Scan: a body that runs once for each step of sequences whose number of steps is known. */
record Scan(ControlNode node) {
  /**
   * Inputs are the state of the first step, then the sequences, of which each step gets one part.
   */
  List<Value> read(List<Value> inputs) {
    GraphProto body = node.graph("body");
    int scanned = (int) node.attributes().integer("num_scan_inputs", 0);
    int handed = inputs.size() - scanned;
    if (scanned < 1 || handed < 0) {
      throw new OpException(
          "num_scan_inputs %d of %d inputs".formatted(scanned, inputs.size()),
          "expected 1 to " + inputs.size());
    }
    node.requireOutputs("body", body.getOutputCount());
    Axes in = new Axes("scan_input_axes", "scan_input_directions", scanned);
    List<Value> sequences = inputs.subList(handed, inputs.size());
    int steps = steps(in, sequences);
    List<Value> state = inputs.subList(0, handed);
    List<List<Value>> shown = ControlNode.lists(body.getOutputCount() - handed);
    for (int step = 0; step < steps; step++) {
      ControlNode.requireFew(step);
      List<Value> given = new ArrayList<>(state);
      for (int i = 0; i < scanned; i++) {
        Value sequence = sequences.get(i);
        int axis = in.axis(i, node.dims(sequence).length);
        given.add(node.taken(sequence, axis, in.backwards(i) ? steps - 1 - step : step));
      }
      List<Value> results = node.run(body, step + "/", given);
      state = results.subList(0, handed);
      for (int i = 0; i < shown.size(); i++) {
        shown.get(i).add(results.get(handed + i));
      }
    }
    Axes out = new Axes("scan_output_axes", "scan_output_directions", shown.size());
    List<Value> results = new ArrayList<>(state);
    for (int i = 0; i < shown.size(); i++) {
      List<Value> all = out.backwards(i) ? shown.get(i).reversed() : shown.get(i);
      int rank = all.isEmpty() ? 0 : node.dims(all.getFirst()).length + 1;
      results.add(node.stacked(all, handed + i, all.isEmpty() ? 0 : out.axis(i, rank)));
    }
    return results;
  }

  private int steps(Axes in, List<Value> sequences) {
    int steps = -1;
    for (int i = 0; i < sequences.size(); i++) {
      int[] dims = node.dims(sequences.get(i));
      int size = dims[in.axis(i, dims.length)];
      if (steps >= 0 && size != steps) {
        throw new OpException(
            "sequences of %d and %d steps".formatted(steps, size), "expected equal numbers");
      }
      steps = size;
    }
    return steps;
  }

  /** Up to opset 8 each sample of a batch, the first axis, is scanned by itself. */
  List<Value> readOfBatch(List<Value> inputs) {
    if (inputs.size() < 2 || !(inputs.getFirst() instanceof Value.Absent)) {
      throw new UnsupportedOpException("a scan over sequences of different lengths");
    }
    List<Value> batched = inputs.subList(1, inputs.size());
    int samples = node.dims(batched.getFirst())[0];
    List<List<Value>> results = ControlNode.lists(node.outputCount());
    for (int sample = 0; sample < samples; sample++) {
      int number = sample;
      List<Value> own = batched.stream().map(value -> node.taken(value, 0, number)).toList();
      List<Value> made = read(own);
      for (int i = 0; i < results.size(); i++) {
        results.get(i).add(made.get(i));
      }
    }
    List<Value> stacked = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      stacked.add(node.stacked(results.get(i), i, 0));
    }
    return stacked;
  }

  /** The axes along which values are taken apart or put together, and which way. */
  private final class Axes {
    private final long[] axes;
    private final long[] directions;

    Axes(String axesName, String directionsName, int count) {
      this.axes = numbers(axesName, count);
      this.directions = numbers(directionsName, count);
    }

    private long[] numbers(String name, int count) {
      long[] found = node.attributes().integers(name);
      if (found != null && found.length != count) {
        throw new OpException("%d values of %s".formatted(found.length, name), "expected " + count);
      }
      return found == null ? new long[count] : found;
    }

    int axis(int i, int rank) {
      return Dims.axis(axes[i], rank);
    }

    boolean backwards(int i) {
      return directions[i] != 0;
    }
  }
}
