package convspectrum.gradients.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of a patch that lie side by side in the source and in a panel of the patches' matrix.
 * Offsets in the source are from where a pixel's origin is, those in the panels from the first row.
 */
public final class Segments {
  private final int[] from;
  private final int[] to;
  private final int[] length;
  private final int[] tap;

  private Segments(List<int[]> pieces) {
    this.from = pieces.stream().mapToInt(piece -> piece[0]).toArray();
    this.to = pieces.stream().mapToInt(piece -> piece[1]).toArray();
    this.length = pieces.stream().mapToInt(piece -> piece[2]).toArray();
    this.tap = pieces.stream().mapToInt(piece -> piece[3]).toArray();
  }

  /**
   * The segments of a window.
   *
   * @param first the group's first channel
   * @param channels of the group
   * @param depth columns of a panel
   * @param panel elements of a panel
   * @param joined whether taps that read side by side are one piece
   */
  public static Segments of(
      Taps taps, int first, int channels, int depth, int panel, boolean joined) {
    List<int[]> pieces = new ArrayList<>();
    int column = 0;
    for (int t = 0; t < taps.count(); ) {
      int run = joined ? taps.run(t) : 1;
      int count = run * channels;
      int source = taps.offset(t) + first;
      for (int done = 0; done < count; ) {
        int within = (column + done) % depth;
        int part = Math.min(count - done, depth - within);
        int place = (column + done) / depth * panel + within;
        pieces.add(new int[] {source + done, place, part, t});
        done += part;
      }
      column += count;
      t += run;
    }
    return new Segments(pieces);
  }

  /** The number of pieces. */
  public int count() {
    return from.length;
  }

  /** Where a piece starts in the source. */
  public int from(int piece) {
    return from[piece];
  }

  /** Where a piece starts in the panels. */
  public int to(int piece) {
    return to[piece];
  }

  /** Elements of a piece. */
  public int length(int piece) {
    return length[piece];
  }

  /** The first tap of a piece. */
  public int tap(int piece) {
    return tap[piece];
  }
}
