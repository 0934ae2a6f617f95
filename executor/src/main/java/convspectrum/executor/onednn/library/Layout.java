package convspectrum.executor.onednn.library;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the elements of a value lie in memory: sizes and a type, with strides and perhaps inner
 * blocks of channels that oneDNN chose; {@code dnnl_memory_desc_t}.
 */
public final class Layout {
  /** {@code DNNL_MAX_NDIMS}. */
  public static final int MOST_DIMENSIONS = 12;

  private static final OneDnnLibrary LIBRARY = OneDnnLibrary.get();
  private static final NativeFunction WITH_TAG =
      LIBRARY.function("dnnl_memory_desc_create_with_tag", "PIPII");
  private static final NativeFunction WITH_STRIDES =
      LIBRARY.function("dnnl_memory_desc_create_with_strides", "PIPIP");
  private static final NativeFunction PART =
      LIBRARY.function("dnnl_memory_desc_create_submemory", "PPPP");
  private static final NativeFunction CLONE = LIBRARY.function("dnnl_memory_desc_clone", "PP");
  private static final NativeFunction DESTROY = LIBRARY.function("dnnl_memory_desc_destroy", "P");
  private static final NativeFunction EQUAL = LIBRARY.function("dnnl_memory_desc_equal", "PP");
  private static final MethodHandle SIZE =
      NativeFunction.handle(
          LIBRARY.symbols(),
          "dnnl_memory_desc_get_size",
          FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
  private static final NativeFunction QUERY = LIBRARY.function("dnnl_memory_desc_query", "PIP");

  private static final int ANY = 1; // dnnl_format_tag_any
  private static final int STRIDES = 14;
  private static final int DIMENSIONS = 256;
  private static final int SIZES = 257;
  private static final int TYPE = 258;
  private static final int PADDED_SIZES = 260;
  private static final int BLOCKS = 263;
  private static final int BLOCK_SIZES = 264;
  private static final int BLOCK_AXES = 265;

  private final NativeObjects objects;
  private final MemorySegment handle;
  private final DataType type;
  private final long[] sizes;

  private Layout(NativeObjects objects, MemorySegment handle, DataType type, long[] sizes) {
    this.objects = objects;
    this.handle = handle;
    this.type = type;
    this.sizes = sizes;
  }

  /** A layout that a primitive may choose. */
  public static Layout any(NativeObjects objects, DataType type, long... sizes) {
    MemorySegment handle =
        objects.create(WITH_TAG, DESTROY, requireFew(sizes), objects.dims(sizes), type.code(), ANY);
    return new Layout(objects, handle, type, sizes.clone());
  }

  /** Row-major: the last axis is dense. */
  public static Layout plain(NativeObjects objects, DataType type, long... sizes) {
    return dense(objects, type, sizes, IntStream.range(0, sizes.length).toArray());
  }

  /** No gaps, the axes in this order, outermost first. */
  public static Layout dense(NativeObjects objects, DataType type, long[] sizes, int[] order) {
    long[] strides = new long[sizes.length];
    long stride = 1;
    for (int i = order.length - 1; i >= 0; i--) {
      strides[order[i]] = stride;
      stride = Math.multiplyExact(stride, sizes[order[i]]);
    }
    return strided(objects, type, sizes, strides);
  }

  /** Element (i, j, …) lies at i · stride 0 + j · stride 1 + …. */
  public static Layout strided(NativeObjects objects, DataType type, long[] sizes, long[] strides) {
    MemorySegment handle =
        objects.create(
            WITH_STRIDES,
            DESTROY,
            requireFew(sizes),
            objects.dims(sizes),
            type.code(),
            objects.dims(strides));
    return new Layout(objects, handle, type, sizes.clone());
  }

  /** A copy of a layout of the library, which may belong to something else. */
  static Layout copy(NativeObjects objects, MemorySegment foreign) {
    MemorySegment handle = objects.create(CLONE, DESTROY, foreign);
    long[] sizes = longs(handle, SIZES, number(handle, DIMENSIONS));
    return new Layout(objects, handle, DataType.of(number(handle, TYPE)), sizes);
  }

  private static int requireFew(long[] sizes) {
    if (sizes.length < 1 || sizes.length > MOST_DIMENSIONS) {
      throw new IllegalArgumentException(sizes.length + " axes; expected 1 to " + MOST_DIMENSIONS);
    }
    return sizes.length;
  }

  /**
   * The layout of a part of a value in the value's memory.
   *
   * @throws OneDnnException where the part begins inside a block
   */
  public Layout part(long[] partSizes, long[] offsets) {
    MemorySegment part =
        objects.create(PART, DESTROY, handle, objects.dims(partSizes), objects.dims(offsets));
    return new Layout(objects, part, type, partSizes.clone());
  }

  MemorySegment handle() {
    return handle;
  }

  /** The type of its elements. */
  public DataType type() {
    return type;
  }

  /** Sizes along the axes. */
  public long[] sizes() {
    return sizes.clone();
  }

  /** Bytes that a value takes, with what is padded. */
  public long bytes() {
    try {
      return (long) SIZE.invokeExact(handle);
    } catch (Throwable e) {
      throw new IllegalStateException("dnnl_memory_desc_get_size cannot be called", e);
    }
  }

  /** Whether both lay out the same elements alike. */
  public boolean sameAs(Layout other) {
    return EQUAL.result(handle, other.handle) != 0;
  }

  /** Whether oneDNN lays out blocks of an axis densely, such as 16 channels. */
  public boolean isBlocked() {
    return number(handle, BLOCKS) > 0;
  }

  /** Distances in elements along the axes; of blocks where there are some. */
  public long[] strides() {
    return longs(handle, STRIDES, sizes.length);
  }

  /** Elements with those that fill up blocks. */
  public long paddedElements() {
    return Arrays.stream(longs(handle, PADDED_SIZES, sizes.length)).reduce(1, Math::multiplyExact);
  }

  /** The axes, the one with the largest stride first. */
  public int[] order() {
    long[] strides = strides();
    return IntStream.range(0, sizes.length)
        .boxed()
        .sorted(Comparator.comparingLong((Integer axis) -> -strides[axis]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Type, sizes and order of the axes in oneDNN's notation: {@code f32 1x64x56x56 aBcd16b}. */
  public String text() {
    int blocks = number(handle, BLOCKS);
    long[] blockSizes = longs(handle, BLOCK_SIZES, blocks);
    long[] blockAxes = longs(handle, BLOCK_AXES, blocks);
    List<Long> blocked = Arrays.stream(blockAxes).boxed().toList();
    StringBuilder text = new StringBuilder().append(type).append(' ');
    text.append(String.join("x", Arrays.stream(sizes).mapToObj(Long::toString).toList()));
    text.append(' ');
    for (int axis : order()) {
      text.append((char) ((blocked.contains((long) axis) ? 'A' : 'a') + axis));
    }
    for (int i = 0; i < blocks; i++) {
      text.append(blockSizes[i]).append((char) ('a' + blockAxes[i]));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return text();
  }

  private static int number(MemorySegment handle, int what) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(ValueLayout.JAVA_INT);
      QUERY.call(handle, what, result);
      return result.get(ValueLayout.JAVA_INT, 0);
    }
  }

  /** Of a query that points to numbers of the layout. */
  private static long[] longs(MemorySegment handle, int what, int count) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(ValueLayout.ADDRESS);
      QUERY.call(handle, what, result);
      return result
          .get(ValueLayout.ADDRESS, 0)
          .reinterpret((long) count * Long.BYTES)
          .toArray(ValueLayout.JAVA_LONG);
    }
  }
}
