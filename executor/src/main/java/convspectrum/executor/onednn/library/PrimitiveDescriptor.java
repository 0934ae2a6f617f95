package convspectrum.executor.onednn.library;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * What oneDNN would run for an operation: the implementation that it chose and the layouts that
 * this one wants; {@code dnnl_primitive_desc_t}. No code is generated before a {@link Primitive} is
 * made of it.
 */
public final class PrimitiveDescriptor {
  private static final MethodHandle LAYOUT =
      NativeFunction.handle(
          OneDnnLibrary.get().symbols(),
          "dnnl_primitive_desc_query_md",
          FunctionDescriptor.of(
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));

  private static final int IMPLEMENTATION = 8;
  private static final int SOURCE = 129;
  private static final int WEIGHTS = 131;
  private static final int DESTINATION = 133;
  private static final int LONGEST_NAME = 200;

  private final NativeObjects objects;
  private final MemorySegment handle;

  /** Creates it with this function; the arguments are those behind the pointer to the result. */
  PrimitiveDescriptor(NativeObjects objects, NativeFunction create, Object... arguments) {
    this.objects = objects;
    this.handle = objects.create(create, Functions.DESCRIPTOR_DESTROY, arguments);
  }

  MemorySegment handle() {
    return handle;
  }

  /** The name of the implementation: {@code brgconv_1x1:avx512_core}, {@code ref:any}. */
  public String implementation() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(ValueLayout.ADDRESS);
      Functions.DESCRIPTOR_QUERY.call(handle, IMPLEMENTATION, 0, name);
      return name.get(ValueLayout.ADDRESS, 0).reinterpret(LONGEST_NAME).getString(0);
    }
  }

  /**
   * Whether it is oneDNN's plain loop, {@code ref:any}, which is many times slower than a kernel.
   */
  public boolean isReference() {
    return implementation().startsWith("ref");
  }

  /** The layout of an operand. */
  public Layout source() {
    return layout(SOURCE);
  }

  /** The layout of the weights. */
  public Layout weights() {
    return layout(WEIGHTS);
  }

  /** The layout of the result. */
  public Layout destination() {
    return layout(DESTINATION);
  }

  private Layout layout(int what) {
    try {
      MemorySegment layout = (MemorySegment) LAYOUT.invokeExact(handle, what, 0);
      return Layout.copy(objects, layout);
    } catch (OneDnnException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("dnnl_primitive_desc_query_md cannot be called", e);
    }
  }
}
