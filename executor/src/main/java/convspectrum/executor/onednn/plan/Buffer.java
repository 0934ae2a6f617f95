package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Layout;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;

/** Memory for a value, or for several that follow each other in place. */
public final class Buffer {
  private final long bytes;
  private final Optional<Filling> filling;
  private boolean kept;
  private int first = Integer.MAX_VALUE;
  private int last = -1;

  /**
   * What a buffer holds before the first pass.
   *
   * @param stored the layout that {@code writer} writes
   * @param target the layout that the program wants
   * @param writer writes the elements
   */
  public record Filling(Layout stored, Layout target, Consumer<MemorySegment> writer) {}

  /** A buffer whose content each pass computes. */
  Buffer(long bytes) {
    this.bytes = bytes;
    this.filling = Optional.empty();
  }

  /** A buffer that is filled once, and keeps its content. */
  Buffer(Filling filling) {
    this.bytes = filling.target().bytes();
    this.filling = Optional.of(filling);
    this.kept = true;
  }

  /** Its size. */
  public long bytes() {
    return bytes;
  }

  /** What it holds before the first pass. */
  public Optional<Filling> filling() {
    return filling;
  }

  /** Whether its content must be there before and after each pass. */
  public boolean isKept() {
    return kept;
  }

  void keep() {
    kept = true;
  }

  /** Step {@code index} reads or writes it. */
  void use(int index) {
    first = Math.min(first, index);
    last = Math.max(last, index);
  }

  /** Whether both hold values during the same step. */
  boolean overlaps(Buffer other) {
    return first <= other.last && other.first <= last;
  }
}
