package convspectrum.executor.process;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Keeps ONNX Runtime from recording who uses it. Version 1.29 opens a database of events in the
 * user's cache folder as soon as it is loaded, before its own switch can be reached; only a
 * variable of the environment prevents that.
 */
public final class Telemetry {
  /** The variable of the environment that ONNX Runtime reads when it is loaded. */
  static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

  /** Its value. */
  static final String DISABLED = "1";

  private Telemetry() {}

  /**
   * Sets the variable in this process, where Java has no means to. Call it before the library is
   * loaded.
   */
  public static void disable() {
    if (DISABLED.equals(System.getenv(VARIABLE))) {
      return;
    }
    Linker linker = Linker.nativeLinker();
    try (Arena arena = Arena.ofConfined()) {
      boolean isWindows = System.getProperty("os.name").startsWith("Windows");
      MemorySegment function =
          linker.defaultLookup().find(isWindows ? "_putenv_s" : "setenv").orElseThrow();
      MethodHandle set =
          linker.downcallHandle(
              function,
              isWindows
                  ? FunctionDescriptor.of(
                      ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS)
                  : FunctionDescriptor.of(
                      ValueLayout.JAVA_INT,
                      ValueLayout.ADDRESS,
                      ValueLayout.ADDRESS,
                      ValueLayout.JAVA_INT));
      MemorySegment name = arena.allocateFrom(VARIABLE);
      MemorySegment value = arena.allocateFrom(DISABLED);
      int code =
          isWindows
              ? (int) set.invokeExact(name, value)
              : (int) set.invokeExact(name, value, 1); // 1: replaces another value
      if (code != 0) {
        throw new IllegalStateException("setenv gave " + code);
      }
    } catch (Throwable e) {
      throw new IllegalStateException(
          "ONNX Runtime's telemetry cannot be turned off (%s); try %s=%s in the environment"
              .formatted(e, VARIABLE, DISABLED),
          e);
    }
  }
}
