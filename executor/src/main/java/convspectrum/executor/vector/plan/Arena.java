package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.step.HaloStep;
import convspectrum.executor.vector.step.Memory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Places every storage in one array so that storages that are needed at the same time do not
 * overlap. The largest comes first, and each gets the lowest position that is free during its
 * lifetime (Pisarchyk and Lee, arXiv 2001.03288, "greedy by size").
 */
final class Arena {
  private final Lanes lanes;
  private final List<Storage> placed = new ArrayList<>();
  private long end = Memory.FIRST;

  private Arena(Lanes lanes) {
    this.lanes = lanes;
  }

  /**
   * Places all storages and returns the length of the array. If it exceeds {@link
   * Limits#MOST_VALUES}, the positions are invalid.
   */
  static long place(List<Storage> storages, Lanes lanes) {
    Arena arena = new Arena(lanes);
    storages.stream()
        .sorted(Comparator.comparingLong((Storage storage) -> -storage.size(lanes)))
        .forEach(arena::place);
    if (arena.end <= Limits.MOST_VALUES) {
      arena.findShared();
    }
    return arena.end + Memory.ALIGNMENT;
  }

  private void place(Storage storage) {
    long size = storage.size(lanes);
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
      offset = Math.max(offset, other.offset + other.size(lanes));
    }
    storage.offset = (int) offset;
    end = Math.max(end, offset + size);
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

  /** Clears the zeros around a storage's pictures if they do not survive from run to run. */
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
      int image = Math.toIntExact(storage.offset + n * storage.image(lanes));
      int from = image;
      for (int y = 0; y < height; y++) {
        int row = Math.toIntExact(image + storage.inside(lanes) + y * storage.row(lanes));
        starts.add(from);
        ends.add(row);
        from = row + width * pixel;
      }
      starts.add(from);
      ends.add(Math.toIntExact(image + storage.image(lanes)));
    }
    return Optional.of(
        new HaloStep(
            starts.stream().mapToInt(Integer::intValue).toArray(),
            ends.stream().mapToInt(Integer::intValue).toArray()));
  }
}
