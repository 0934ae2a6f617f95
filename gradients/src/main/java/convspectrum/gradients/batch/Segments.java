package convspectrum.gradients.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of a patch that are contiguous in the source and in a panel of the patches' matrix.
 * Offsets in the source are relative to a pixel's origin, those in the panels to the first row.
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
   * Creates the segments of a window.
   *
   * @param first first channel of the group
   * @param channels number of channels of the group
   * @param depth number of columns of a panel
   * @param panel number of elements of a panel
   * @param joined whether adjacent taps form one piece
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

  /** Number of pieces. */
  public int count() {
    return from.length;
  }

  /** Position of a piece in the source. */
  public int from(int piece) {
    return from[piece];
  }

  /** Position of a piece in the panels. */
  public int to(int piece) {
    return to[piece];
  }

  /** Number of elements of a piece. */
  public int length(int piece) {
    return length[piece];
  }

  /** First tap of a piece. */
  public int tap(int piece) {
    return tap[piece];
  }
}
