package convspectrum.executor.vector.plan;

import convspectrum.spec.graph.Slide;
import java.util.ArrayList;
import java.util.List;

/**
 * Places of a transposed convolution's result along one axis that the same taps reach: with a
 * stride of s, every s-th place. They are an ordinary convolution of the input, whose output j is
 *
 * <pre>
 * y[first + j · s] = Σ w[taps[t]] · x[j + t · dilation − padding]
 * </pre>
 *
 * @param first the first of the places
 * @param count number of the places
 * @param taps the taps that reach them, last first; none where the stride jumps over them
 * @param dilation distance between the inputs that neighbouring taps read
 * @param padding how far the first tap reads before the input; negative if it starts inside
 */
record Phase(int first, int count, List<Integer> taps, int dilation, int padding) {
  Phase {
    taps = List.copyOf(taps);
  }

  /** All phases of an axis with {@code out} places, at most one for each step of the stride. */
  static List<Phase> of(Slide slide, int out) {
    List<Phase> phases = new ArrayList<>();
    for (int first = 0; first < Math.min(slide.stride(), out); first++) {
      phases.add(of(slide, out, first));
    }
    return phases;
  }

  private static Phase of(Slide slide, int out, int first) {
    int stride = slide.stride();
    // Where the first place would be if nothing were cut off.
    int place = first + slide.before();
    List<Integer> taps = new ArrayList<>();
    for (int tap = slide.kernel() - 1; tap >= 0; tap--) {
      if (Math.floorMod(place - tap * slide.dilation(), stride) == 0) {
        taps.add(tap);
      }
    }
    int count = Math.ceilDiv(out - first, stride);
    if (taps.isEmpty()) {
      return new Phase(first, count, taps, 1, 0);
    }
    int dilation = taps.size() == 1 ? 1 : (taps.get(0) - taps.get(1)) * slide.dilation() / stride;
    // The last of the taps, which is the smallest, reads this input for the first place.
    int input = Math.floorDiv(place - taps.getLast() * slide.dilation(), stride);
    return new Phase(first, count, taps, dilation, (taps.size() - 1) * dilation - input);
  }

  /** Number of taps of the convolution; without one it multiplies by 0. */
  int kernel() {
    return Math.max(1, taps.size());
  }

  /** Number of zeros that are read before the input. */
  int zerosBefore() {
    return Math.max(0, padding);
  }

  /** Number of inputs that no tap reads, before the first that one does. */
  int skipped() {
    return Math.max(0, -padding);
  }

  /** Number of zeros that are read behind an input of this size. */
  int zerosBehind(int size) {
    return Math.max(0, count + (kernel() - 1) * dilation - padding - size);
  }
}
