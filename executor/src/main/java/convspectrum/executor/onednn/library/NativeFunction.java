package convspectrum.executor.onednn.library;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * A C function of the library that returns an {@code int}: a status, or a truth value. Calls take
 * some microseconds, since arguments are boxed; what runs in every pass has a handle of its own.
 */
final class NativeFunction {
  /** {@code dnnl_unimplemented}. */
  private static final int UNIMPLEMENTED = 3;

  private final String name;
  private final MethodHandle handle;

  /**
   * Finds the function.
   *
   * @param signature a letter for each parameter: P pointer, I int, L 64-bit integer, F float
   */
  NativeFunction(SymbolLookup symbols, String name, String signature) {
    this.name = name;
    this.handle = handle(symbols, name, FunctionDescriptor.of(ValueLayout.JAVA_INT, of(signature)));
  }

  /** A handle of the function with this name. */
  static MethodHandle handle(SymbolLookup symbols, String name, FunctionDescriptor type) {
    return Linker.nativeLinker()
        .downcallHandle(
            symbols
                .find(name)
                .orElseThrow(() -> new IllegalStateException("oneDNN has no function " + name)),
            type);
  }

  private static MemoryLayout[] of(String signature) {
    return signature
        .chars()
        .mapToObj(letter ->
            switch (letter) {
              case 'P' -> ValueLayout.ADDRESS;
              case 'I' -> ValueLayout.JAVA_INT;
              case 'L' -> ValueLayout.JAVA_LONG;
              case 'F' -> ValueLayout.JAVA_FLOAT;
              default -> throw new IllegalArgumentException("no type is called " + (char) letter);
            })
        .toArray(MemoryLayout[]::new);
  }

  /** Calls it, and returns its result. */
  int result(Object... arguments) {
    try {
      return (int) handle.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException(name + " cannot be called", e);
    }
  }

  /**
   * Calls it, and expects the status of success.
   *
   * @throws OneDnnException with another status
   */
  void call(Object... arguments) {
    int status = result(arguments);
    if (status != 0) {
      throw new OneDnnException(name, status, status == UNIMPLEMENTED);
    }
  }
}
