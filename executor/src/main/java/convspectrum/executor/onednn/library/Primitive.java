package convspectrum.executor.onednn.library;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;

/** An operation with its code and the memory that it works on, ready to be executed. */
public final class Primitive {
  private static final OneDnnLibrary LIBRARY = OneDnnLibrary.get();
  private static final MethodHandle EXECUTE =
      NativeFunction.handle(
          LIBRARY.symbols(),
          "dnnl_primitive_execute",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS));
  private static final MemorySegment STREAM = LIBRARY.stream();

  /** {@code dnnl_exec_arg_t}. */
  private static final MemoryLayout ARGUMENT =
      MemoryLayout.structLayout(
          ValueLayout.JAVA_INT, MemoryLayout.paddingLayout(4), ValueLayout.ADDRESS);

  private final MemorySegment handle;
  private final int count;
  private final MemorySegment arguments;

  /** The place of a value: its layout, and the memory that begins with it. */
  public record Place(Layout layout, MemorySegment memory) {}

  /**
   * Generates the code; the primitive ends with {@code objects}.
   *
   * @param places by the index of the argument, such as {@link Primitives#SOURCE}
   */
  public Primitive(
      NativeObjects objects, PrimitiveDescriptor descriptor, Map<Integer, Place> places) {
    this.handle =
        objects.create(
            Functions.PRIMITIVE_CREATE, Functions.PRIMITIVE_DESTROY, descriptor.handle());
    this.count = places.size();
    this.arguments = objects.memory().allocate(ARGUMENT, count);
    int next = 0;
    for (Map.Entry<Integer, Place> argument : places.entrySet()) {
      Place place = argument.getValue();
      MemorySegment memory =
          objects.create(
              Functions.MEMORY_CREATE,
              Functions.MEMORY_DESTROY,
              place.layout().handle(),
              LIBRARY.engine(),
              place.memory());
      long at = next++ * ARGUMENT.byteSize();
      arguments.set(ValueLayout.JAVA_INT, at, argument.getKey());
      arguments.set(ValueLayout.ADDRESS, at + Long.BYTES, memory);
    }
  }

  /** Computes; on a CPU it has finished when this returns. */
  public void execute() {
    int status;
    try {
      status = (int) EXECUTE.invokeExact(handle, STREAM, count, arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("dnnl_primitive_execute cannot be called", e);
    }
    if (status != 0) {
      throw new OneDnnException("dnnl_primitive_execute", status, false);
    }
  }
}
