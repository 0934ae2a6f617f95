package convspectrum.executor;

import convspectrum.executor.onnxruntime.OrtRuntime;
import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.vector.VectorRuntime;
import java.util.List;
import java.util.stream.Collectors;

/** The list of all runtimes. */
public final class Runtimes {
  private static final InferenceRuntime ONNX_RUNTIME = new OrtRuntime();

  /** Sorted by name. */
  private static final List<InferenceRuntime> ALL =
      List.of(ONNX_RUNTIME, new ReferenceRuntime(), new VectorRuntime());

  private Runtimes() {}

  /** All runtimes, sorted by name. */
  public static List<InferenceRuntime> all() {
    return ALL;
  }

  /** The names of all runtimes, sorted. */
  public static List<String> names() {
    return ALL.stream().map(InferenceRuntime::name).toList();
  }

  /** Whether the runtime with this name in tables runs code that the JVM compiles just in time. */
  public static boolean isCompiledByJava(String name) {
    return !name.equals(ONNX_RUNTIME.name());
  }

  /**
   * Returns the runtime with this name.
   *
   * @throws IllegalArgumentException if there is no such runtime; the message lists all names
   */
  public static InferenceRuntime named(String name) {
    return ALL.stream()
        .filter(runtime -> runtime.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown runtime '%s'; expected one of %s"
                    .formatted(name, names().stream().collect(Collectors.joining(", ")))));
  }
}
