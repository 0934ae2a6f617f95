package convspectrum.executor.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A session with its own tensors for inputs and outputs, in memory outside the Java heap that every
 * pass reuses. A pass copies the inputs there and the outputs back; it allocates no memory for
 * values.
 */
final class OrtProgram implements Program {
  private final Graph graph;
  private final Signature signature;
  private final byte[] model;
  private final OrtSettings settings;
  private final OrtSession session;
  private final List<FloatBuffer> inputBuffers = new ArrayList<>();
  private final List<FloatBuffer> outputBuffers = new ArrayList<>();
  private final Map<String, OnnxTensor> inputTensors = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> outputTensors = new LinkedHashMap<>();

  OrtProgram(Graph graph, byte[] model, OrtSettings settings) throws OrtException {
    this.graph = graph;
    this.signature = Signature.of(graph);
    this.model = model;
    this.settings = settings;
    signature.inputs().forEach(OrtProgram::requireBuffer);
    signature.outputs().forEach(OrtProgram::requireBuffer);
    try (SessionOptions options = settings.open()) {
      this.session = OrtLibrary.environment().createSession(model, options);
    }
    try {
      // The session lists its names in the order of the graph.
      bind(session.getInputNames(), signature.inputs(), inputBuffers, inputTensors);
      bind(session.getOutputNames(), signature.outputs(), outputBuffers, outputTensors);
    } catch (OrtException e) {
      close();
      throw e;
    }
  }

  @Override
  public void run(List<Tensor> inputs, List<Tensor> outputs) {
    signature.requireOutputs(outputs);
    load(inputs);
    pass(session);
    for (int i = 0; i < outputs.size(); i++) {
      outputBuffers.get(i).get(0, outputs.get(i).data());
    }
  }

  @Override
  public Runnable pass(List<Tensor> inputs, List<Tensor> outputs) {
    signature.requireOutputs(outputs);
    load(inputs);
    return () -> pass(session);
  }

  @Override
  public List<NodeTime> profile(List<Tensor> inputs) {
    load(inputs);
    return OrtProfile.of(graph, model, settings, this::pass);
  }

  private void load(List<Tensor> inputs) {
    signature.requireInputs(inputs);
    for (int i = 0; i < inputs.size(); i++) {
      inputBuffers.get(i).put(0, inputs.get(i).data());
    }
  }

  private void pass(OrtSession running) {
    try {
      // The result holds only the pinned outputs, so closing it would free nothing.
      running.run(inputTensors, outputTensors);
    } catch (OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime failed to run " + graph.name() + ": " + OrtLibrary.reason(e), e);
    }
  }

  private static void bind(
      Iterable<String> names,
      List<Shape> shapes,
      List<FloatBuffer> buffers,
      Map<String, OnnxTensor> tensors)
      throws OrtException {
    int next = 0;
    for (String name : names) {
      Shape shape = shapes.get(next++);
      FloatBuffer buffer =
          ByteBuffer.allocateDirect(requireBuffer(shape))
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      long[] dims = new long[shape.rank()];
      for (int i = 0; i < dims.length; i++) {
        dims[i] = shape.dim(i);
      }
      buffers.add(buffer);
      tensors.put(name, OnnxTensor.createTensor(OrtLibrary.environment(), buffer, dims));
    }
  }

  /** The size of a buffer of this shape, which Java limits to 2 GB. */
  private static int requireBuffer(Shape shape) {
    long bytes = Math.multiplyExact(shape.elements(), Float.BYTES);
    if (bytes > Tensor.MAX_ELEMENTS) {
      throw new UnsupportedGraphException(
          "%s has %d bytes; one input or output holds at most %d"
              .formatted(shape, bytes, Tensor.MAX_ELEMENTS));
    }
    return (int) bytes;
  }

  @Override
  public void close() {
    inputTensors.values().forEach(OnnxTensor::close);
    outputTensors.values().forEach(OnnxTensor::close);
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to close its session", e);
    }
  }
}
