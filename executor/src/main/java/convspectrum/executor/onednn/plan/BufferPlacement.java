package convspectrum.executor.onednn.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Places buffers in one piece of memory, so that those which hold values at the same time do not
 * overlap: the largest first, each at the lowest place that is free.
 */
public final class BufferPlacement {
  /** A cache line. */
  private static final long ALIGNMENT = 64;

  private final Map<Buffer, Long> offsets = new IdentityHashMap<>();
  private final List<Buffer> placed = new ArrayList<>();
  private long bytes;

  private BufferPlacement() {}

  /** Places the buffers of a plan; those that are kept share their memory with no other. */
  public static BufferPlacement of(Plan plan) {
    BufferPlacement placement = new BufferPlacement();
    Map<Buffer, Boolean> all = new IdentityHashMap<>();
    List<Buffer> ordered = new ArrayList<>();
    List<Value> values = new ArrayList<>(plan.inputs());
    plan.steps().forEach(step -> values.addAll(step.arguments().values()));
    values.addAll(plan.outputs());
    for (Value value : values) {
      if (all.put(value.buffer(), true) == null) {
        ordered.add(value.buffer());
      }
    }
    ordered.stream()
        .sorted(Comparator.comparingLong(Buffer::bytes).reversed())
        .forEach(placement::place);
    return placement;
  }

  private void place(Buffer buffer) {
    List<Buffer> others =
        placed.stream()
            .filter(other -> buffer.isKept() || other.isKept() || buffer.overlaps(other))
            .sorted(Comparator.comparingLong(this::offset))
            .toList();
    long at = 0;
    for (Buffer other : others) {
      if (offset(other) >= at + buffer.bytes()) {
        break;
      }
      at = Math.max(at, aligned(offset(other) + other.bytes()));
    }
    offsets.put(buffer, at);
    placed.add(buffer);
    bytes = Math.max(bytes, at + buffer.bytes());
  }

  private static long aligned(long offset) {
    return Math.ceilDiv(offset, ALIGNMENT) * ALIGNMENT;
  }

  /** The alignment of every buffer, in bytes. */
  public long alignment() {
    return ALIGNMENT;
  }

  /** Where a buffer begins, in bytes. */
  public long offset(Buffer buffer) {
    Long offset = offsets.get(buffer);
    if (offset == null) {
      throw new IllegalArgumentException("the buffer belongs to another plan");
    }
    return offset;
  }

  /** All buffers, in no order that matters. */
  public List<Buffer> buffers() {
    return List.copyOf(placed);
  }

  /** The size of the memory. */
  public long bytes() {
    return bytes;
  }
}
