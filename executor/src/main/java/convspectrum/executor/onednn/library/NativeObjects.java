package convspectrum.executor.onednn.library;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;

/** Objects of the library that live and end together, and memory that lives as long. */
public final class NativeObjects implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final Deque<Owned> owned = new ArrayDeque<>();

  private record Owned(NativeFunction destroy, MemorySegment handle) {}

  /** Memory that ends with these objects. */
  public SegmentAllocator memory() {
    return arena;
  }

  /**
   * Creates an object.
   *
   * @param create a function whose first parameter points to where it writes the object
   * @param destroy ends the object
   * @param arguments the other arguments of {@code create}
   */
  MemorySegment create(NativeFunction create, NativeFunction destroy, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    MemorySegment made = arena.allocate(ValueLayout.ADDRESS);
    all[0] = made;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    create.call(all);
    MemorySegment handle = made.get(ValueLayout.ADDRESS, 0);
    owned.push(new Owned(destroy, handle));
    return handle;
  }

  /** An array of {@code dnnl_dims_t}, which has room for twelve numbers. */
  MemorySegment dims(long... numbers) {
    MemorySegment dims = arena.allocate(ValueLayout.JAVA_LONG, Layout.MOST_DIMENSIONS);
    MemorySegment.copy(numbers, 0, dims, ValueLayout.JAVA_LONG, 0, numbers.length);
    return dims;
  }

  @Override
  public void close() {
    while (!owned.isEmpty()) {
      Owned last = owned.pop();
      last.destroy.call(last.handle);
    }
    arena.close();
  }
}
