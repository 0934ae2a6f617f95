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
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

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

  /** Copies the elements of each input to its buffer. */
  private final List<Consumer<float[]>> loaders = new ArrayList<>();

  private final List<FloatBuffer> outputBuffers = new ArrayList<>();
  private final Map<String, OnnxTensor> inputTensors = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> outputTensors = new LinkedHashMap<>();

  OrtProgram(Graph graph, byte[] model, OrtSettings settings) throws OrtException {
    this.graph = graph;
    this.signature = Signature.of(graph);
    this.model = model;
    this.settings = settings;
    signature.inputs().forEach(shape -> requireBuffer(shape, Float.BYTES));
    signature.outputs().forEach(shape -> requireBuffer(shape, Float.BYTES));
    try (SessionOptions options = settings.open()) {
      this.session = OrtLibrary.environment().createSession(model, options);
    }
    try {
      // The session lists its names in the order of the graph.
      bindInputs(session.getInputNames(), graph.inputs());
      bindOutputs(session.getOutputNames(), signature.outputs());
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
      loaders.get(i).accept(inputs.get(i).data());
    }
  }

  private void pass(OrtSession running) {
    try {
      // The result holds only the pinned outputs, so closing it would free nothing.
      running.run(inputTensors, outputTensors);
    } catch (OrtException e) {
      throw new UnsupportedGraphException(
          "ONNX Runtime failed to run " + graph.name() + ": " + OrtLibrary.reason(e), e);
    }
  }

  private void bindInputs(Iterable<String> names, List<Node> inputs) throws OrtException {
    int next = 0;
    for (String name : names) {
      Node input = inputs.get(next++);
      boolean integers = input.op() instanceof Op.Input of && of.integers();
      inputTensors.put(name, integers ? integers(input.shape()) : reals(input.shape()));
    }
  }

  private void bindOutputs(Iterable<String> names, List<Shape> shapes) throws OrtException {
    int next = 0;
    for (String name : names) {
      Shape shape = shapes.get(next++);
      FloatBuffer buffer = bytes(shape, Float.BYTES).asFloatBuffer();
      outputBuffers.add(buffer);
      outputTensors.put(
          name, OnnxTensor.createTensor(OrtLibrary.environment(), buffer, dims(shape)));
    }
  }

  private OnnxTensor reals(Shape shape) throws OrtException {
    FloatBuffer buffer = bytes(shape, Float.BYTES).asFloatBuffer();
    loaders.add(values -> buffer.put(0, values));
    return OnnxTensor.createTensor(OrtLibrary.environment(), buffer, dims(shape));
  }

  private OnnxTensor integers(Shape shape) throws OrtException {
    LongBuffer buffer = bytes(shape, Long.BYTES).asLongBuffer();
    loaders.add(values -> {
      for (int i = 0; i < values.length; i++) {
        buffer.put(i, (long) values[i]);
      }
    });
    return OnnxTensor.createTensor(OrtLibrary.environment(), buffer, dims(shape));
  }

  private static ByteBuffer bytes(Shape shape, int each) {
    return ByteBuffer.allocateDirect(requireBuffer(shape, each)).order(ByteOrder.nativeOrder());
  }

  private static long[] dims(Shape shape) {
    return IntStream.of(shape.toArray()).asLongStream().toArray();
  }

  /** The size of a buffer of this shape, which Java limits to 2 GB. */
  private static int requireBuffer(Shape shape, int each) {
    long bytes = Math.multiplyExact(shape.elements(), each);
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
