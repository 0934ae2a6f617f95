package convspectrum.executor.onednn;

import convspectrum.executor.onednn.library.Attributes;
import convspectrum.executor.onednn.library.NativeObjects;
import convspectrum.executor.onednn.library.OneDnnLibrary;
import convspectrum.executor.onednn.library.Primitive;
import convspectrum.executor.onednn.library.Primitive.Place;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.executor.onednn.plan.Buffer;
import convspectrum.executor.onednn.plan.BufferPlacement;
import convspectrum.executor.onednn.plan.Plan;
import convspectrum.executor.onednn.plan.PlannedStep;
import convspectrum.executor.onednn.plan.Value;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.statistics.Robust;
import convspectrum.spec.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The primitives of a plan over one piece of memory outside the Java heap, which holds weights in
 * the layouts of their kernels and values in places that follow each other.
 */
final class OneDnnProgram implements Program {
  /** Time of the passes of one profile. */
  private static final long PROFILED_NANOS = 20_000_000;

  private static final int MOST_PROFILED = 51;

  private final Signature signature;
  private final int threads;
  private final NativeObjects objects = new NativeObjects();
  private final Primitive[] primitives;
  private final List<List<String>> names;
  private final List<String> labels;
  private final List<MemorySegment> inputs;
  private final List<MemorySegment> outputs;

  /** Generates the code of a plan and brings its weights into place. */
  OneDnnProgram(Plan plan, Signature signature, int threads) {
    this.signature = signature;
    this.threads = threads;
    OneDnnLibrary.get().useThreads(threads);
    try {
      BufferPlacement placement = BufferPlacement.of(plan);
      MemorySegment memory =
          objects.memory().allocate(Math.max(1, placement.bytes()), placement.alignment());
      Map<Buffer, MemorySegment> places = new HashMap<>();
      for (Buffer buffer : placement.buffers()) {
        MemorySegment place = memory.asSlice(placement.offset(buffer), buffer.bytes());
        places.put(buffer, place);
        buffer.filling().ifPresent(filling -> fill(filling, place));
      }
      this.primitives =
          plan.steps().stream().map(step -> primitive(step, places)).toArray(Primitive[]::new);
      this.names = plan.steps().stream().map(PlannedStep::names).toList();
      this.labels = plan.steps().stream().map(PlannedStep::label).toList();
      this.inputs = plan.inputs().stream().map(value -> place(value, places)).toList();
      this.outputs = plan.outputs().stream().map(value -> place(value, places)).toList();
    } catch (RuntimeException e) {
      objects.close();
      throw e;
    }
  }

  /** Writes the elements as they are stored, and has oneDNN copy them to the layout wanted. */
  private static void fill(Buffer.Filling filling, MemorySegment place) {
    if (filling.stored().sameAs(filling.target())) {
      filling.writer().accept(place);
      return;
    }
    try (NativeObjects temporary = new NativeObjects()) {
      MemorySegment stored = temporary.memory().allocate(filling.stored().bytes(), 64);
      filling.writer().accept(stored);
      Map<Integer, Place> arguments =
          Map.of(
              Primitives.SOURCE, new Place(filling.stored(), stored),
              Primitives.DESTINATION, new Place(filling.target(), place));
      new Primitive(
              temporary,
              new Primitives(temporary)
                  .reorder(filling.stored(), filling.target(), Attributes.NONE),
              arguments)
          .execute();
    }
  }

  private static MemorySegment place(Value value, Map<Buffer, MemorySegment> places) {
    return Objects.requireNonNull(places.get(value.buffer()), "a buffer without a place");
  }

  private Primitive primitive(PlannedStep step, Map<Buffer, MemorySegment> places) {
    Map<Integer, Place> arguments = new HashMap<>();
    for (Map.Entry<Integer, Value> argument : step.arguments().entrySet()) {
      Value value = argument.getValue();
      arguments.put(argument.getKey(), new Place(value.layout(), place(value, places)));
    }
    return new Primitive(objects, step.descriptor(), arguments);
  }

  @Override
  public void run(List<Tensor> inputs, List<Tensor> outputs) {
    signature.requireOutputs(outputs);
    load(inputs);
    pass();
    for (int i = 0; i < outputs.size(); i++) {
      float[] data = outputs.get(i).data();
      MemorySegment.copy(this.outputs.get(i), ValueLayout.JAVA_FLOAT, 0, data, 0, data.length);
    }
  }

  @Override
  public Runnable pass(List<Tensor> inputs, List<Tensor> outputs) {
    signature.requireOutputs(outputs);
    load(inputs);
    return this::pass;
  }

  private void pass() {
    // The number belongs to the calling thread, which may not be the one that compiled.
    OneDnnLibrary.get().useThreads(threads);
    for (Primitive primitive : primitives) {
      primitive.execute();
    }
  }

  private void load(List<Tensor> tensors) {
    signature.requireInputs(tensors);
    for (int i = 0; i < tensors.size(); i++) {
      float[] data = tensors.get(i).data();
      MemorySegment.copy(data, 0, inputs.get(i), ValueLayout.JAVA_FLOAT, 0, data.length);
    }
  }

  /**
   * Runs one pass that brings the program into the caches, and then one or several that are
   * profiled: short steps vary from pass to pass. The median of each step counts.
   */
  @Override
  public List<NodeTime> profile(List<Tensor> tensors) {
    load(tensors);
    long start = System.nanoTime();
    pass();
    long once = Math.max(1, System.nanoTime() - start);
    int passes = (int) Math.clamp(PROFILED_NANOS / once, 1, MOST_PROFILED);
    double[][] nanos = new double[primitives.length][passes];
    for (int pass = 0; pass < passes; pass++) {
      for (int i = 0; i < primitives.length; i++) {
        long begin = System.nanoTime();
        primitives[i].execute();
        nanos[i][pass] = System.nanoTime() - begin;
      }
    }
    List<NodeTime> times = new ArrayList<>();
    for (int i = 0; i < primitives.length; i++) {
      times.add(new NodeTime(names.get(i), labels.get(i), Math.round(Robust.median(nanos[i]))));
    }
    return times;
  }

  @Override
  public void close() {
    objects.close();
  }
}
