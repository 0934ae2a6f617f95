package convspectrum.executor.onednn.library;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a primitive does beside its operation.
 *
 * @param postOps to each element of its result
 * @param scales for an argument, such as {@link Primitives#WEIGHTS}, over which axes its scales
 *     vary: bit i stands for axis i, 0 for one scale of the whole value. The scales are arguments
 *     of the primitive, at {@link #scale}
 * @param zeroPoints arguments with an integer that stands for 0, one for the whole value. The
 *     integers are arguments of the primitive, at {@link #zeroPoint}
 */
public record Attributes(
    PostOps postOps, SortedMap<Integer, Integer> scales, SortedSet<Integer> zeroPoints) {
  /** No attributes. */
  public static final Attributes NONE = new Attributes(PostOps.NONE);

  private static final int SCALES = 4096;
  private static final int ZERO_POINTS = 8192;

  public Attributes {
    scales = new TreeMap<>(scales);
    zeroPoints = new TreeSet<>(zeroPoints);
  }

  /** Without scales and zero points. */
  public Attributes(PostOps postOps) {
    this(postOps, new TreeMap<>(), new TreeSet<>());
  }

  /** The index of the argument that holds the zero point of another argument. */
  public static int zeroPoint(int argument) {
    return ZERO_POINTS | argument;
  }

  /** The index of the argument that holds the scales of another argument. */
  public static int scale(int argument) {
    return SCALES | argument;
  }

  /** The library's object; a null pointer where nothing differs from the default. */
  MemorySegment of(NativeObjects objects) {
    if (postOps.all().isEmpty() && scales.isEmpty() && zeroPoints.isEmpty()) {
      return MemorySegment.NULL;
    }
    MemorySegment attributes =
        objects.create(Functions.ATTRIBUTES_CREATE, Functions.ATTRIBUTES_DESTROY);
    MemorySegment chain = objects.create(Functions.POST_OPS_CREATE, Functions.POST_OPS_DESTROY);
    postOps.appendTo(chain);
    Functions.SET_POST_OPS.call(attributes, chain);
    for (Map.Entry<Integer, Integer> scale : scales.entrySet()) {
      Functions.SET_SCALES.call(attributes, scale.getKey(), scale.getValue());
    }
    for (int argument : zeroPoints) {
      Functions.SET_ZERO_POINTS.call(attributes, argument, 0);
    }
    return attributes;
  }
}
