package convspectrum.executor.vector.plan;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.step.HaloStep;
import convspectrum.executor.vector.step.Memory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Places every storage in one array so that what is needed at the same time does not overlap: the
 * largest first, each at the lowest place that is free while it lives (Pisarchyk and Lee, arXiv
 * 2001.03288, "greedy by size").
 */
final class Arena {
  private final Lanes lanes;
  private final List<Storage> placed = new ArrayList<>();
  private int end = Memory.FIRST;

  private Arena(Lanes lanes) {
    this.lanes = lanes;
  }

  /** Places all; returns the length of the array. */
  static int place(List<Storage> storages, Lanes lanes) {
    Arena arena = new Arena(lanes);
    storages.stream()
        .sorted(Comparator.comparingInt((Storage storage) -> -storage.size(lanes)))
        .forEach(arena::place);
    arena.findShared();
    return Math.addExact(arena.end, Memory.ALIGNMENT);
  }

  private void place(Storage storage) {
    int size = storage.size(lanes);
    List<Storage> meeting =
        placed.stream()
            .filter(
                other -> other.firstTask <= storage.lastTask && storage.firstTask <= other.lastTask)
            .sorted(Comparator.comparingInt(other -> other.offset))
            .toList();
    long offset = Memory.FIRST;
    for (Storage other : meeting) {
      if (offset + size <= other.offset) {
        break;
      }
      offset = Math.max(offset, (long) other.offset + other.size(lanes));
    }
    if (offset + size > Integer.MAX_VALUE - 1024) {
      throw new UnsupportedGraphException(
          "its values need more than the 8 GB that one array holds");
    }
    storage.offset = (int) offset;
    end = Math.max(end, (int) offset + size);
    placed.add(storage);
  }

  private void findShared() {
    for (Storage storage : placed) {
      storage.shared =
          storage.hasZeros()
              && placed.stream()
                  .anyMatch(other ->
                      other != storage
                          && overlap(storage, other)
                          && !storage.sameGeometry(other, lanes));
    }
  }

  private boolean overlap(Storage a, Storage b) {
    return a.offset < b.offset + b.size(lanes) && b.offset < a.offset + a.size(lanes);
  }

  /** Writes the zeros around a storage's pictures, where they do not last from run to run. */
  static Optional<HaloStep> zeros(Storage storage, Lanes lanes) {
    if (!storage.shared) {
      return Optional.empty();
    }
    List<Integer> starts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    int height = storage.shape.height();
    int width = storage.shape.width();
    int pixel = storage.pixel(lanes);
    for (int n = 0; n < storage.shape.batch(); n++) {
      int image = storage.offset + n * storage.image(lanes);
      int from = image;
      for (int y = 0; y < height; y++) {
        int row = image + storage.inside(lanes) + y * storage.row(lanes);
        starts.add(from);
        ends.add(row);
        from = row + width * pixel;
      }
      starts.add(from);
      ends.add(image + storage.image(lanes));
    }
    return Optional.of(
        new HaloStep(
            starts.stream().mapToInt(Integer::intValue).toArray(),
            ends.stream().mapToInt(Integer::intValue).toArray()));
  }
}
