package convspectrum.executor;

import convspectrum.costmodel.DataType;
import convspectrum.executor.onednn.OneDnnRuntime;
import convspectrum.executor.onnxruntime.OrtRuntime;
import convspectrum.executor.quantised.Int8Runtime;
import convspectrum.executor.reference.IntegerProgram;
import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.StepPlanner;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.executor.vector.VectorRuntime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of all runtimes. */
public final class Runtimes {
  private static final OneDnnRuntime ONE_DNN = new OneDnnRuntime();
  private static final OrtRuntime ONNX_RUNTIME = new OrtRuntime();
  private static final InferenceRuntime VECTOR = new VectorRuntime();

  /** Sorted by name. */
  private static final List<InferenceRuntime> ALL =
      List.of(ONE_DNN, ONNX_RUNTIME, new ReferenceRuntime(), VECTOR);

  /** The same that compute with 8-bit integers, or say why they do not. */
  private static final List<InferenceRuntime> INT8 =
      List.of(
          new Int8Runtime(ONE_DNN, ONE_DNN::compile),
          new Int8Runtime(ONNX_RUNTIME, ONNX_RUNTIME::compile),
          new Int8Runtime(new ReferenceRuntime(), (network, _) -> IntegerProgram.compile(network)),
          new Int8Runtime(
              VECTOR,
              refusing(
                  "vector has no int8 kernels: the Vector API multiplies no bytes, and 32-bit integers are no faster than float32; try --runtime onnxruntime")));

  private Runtimes() {}

  private static Int8Runtime.Compiler refusing(String reason) {
    return (_, _) -> {
      throw new UnsupportedGraphException(reason);
    };
  }

  /** All runtimes, sorted by name. */
  public static List<InferenceRuntime> all() {
    return ALL;
  }

  /** The runtimes that are timed where nobody names any. */
  public static List<InferenceRuntime> timedByDefault() {
    return List.of(ONNX_RUNTIME, VECTOR);
  }

  /** The names of all runtimes, sorted. */
  public static List<String> names() {
    return ALL.stream().map(InferenceRuntime::name).toList();
  }

  /**
   * The form of a runtime that computes with this data type.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static InferenceRuntime of(InferenceRuntime runtime, DataType type) {
    return switch (type) {
      case FLOAT32 -> runtime;
      case INT8 -> labelled(runtime.name() + Int8Runtime.SUFFIX);
      case FLOAT16, BFLOAT16 ->
          throw new IllegalArgumentException("no runtime computes with " + type);
    };
  }

  /** Whether the runtime with this name in tables runs code that the JVM compiles just in time. */
  public static boolean isCompiledByJava(String name) {
    return !name.startsWith(ONNX_RUNTIME.name()) && !name.startsWith(ONE_DNN.name());
  }

  /** Whether {@link #planner} needs no process of its own for this runtime. */
  public static boolean plansHere(String name) {
    return !name.equals(VECTOR.name()) || VectorRuntime.planner().isPresent();
  }

  /**
   * What tells the steps of the runtime with this name. They are those that it makes where it runs,
   * in this process or another, if it {@linkplain #plansHere plans here}.
   *
   * @throws IllegalArgumentException if there is no such runtime; the message lists all names
   */
  public static StepPlanner planner(String name) {
    InferenceRuntime runtime = named(name);
    return runtime.equals(VECTOR) ? VectorRuntime.planner().orElse(runtime) : runtime;
  }

  /**
   * Returns the runtime with this name, which computes with real numbers.
   *
   * @throws IllegalArgumentException if there is no such runtime; the message lists all names
   */
  public static InferenceRuntime named(String name) {
    return find(ALL.stream(), name);
  }

  /**
   * Returns the runtime with this name in tables, whatever it computes with: {@code
   * onnxruntime-int8}.
   *
   * @throws IllegalArgumentException if there is no such runtime
   */
  public static InferenceRuntime labelled(String name) {
    return find(Stream.concat(ALL.stream(), INT8.stream()), name);
  }

  private static InferenceRuntime find(Stream<InferenceRuntime> runtimes, String name) {
    return runtimes
        .filter(runtime -> runtime.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown runtime '%s'; expected one of %s"
                    .formatted(name, names().stream().collect(Collectors.joining(", ")))));
  }
}
