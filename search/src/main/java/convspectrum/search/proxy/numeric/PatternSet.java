package convspectrum.search.proxy.numeric;

import java.util.HashSet;
import java.util.Set;

/** The distinct patterns of bits that units show over the samples of a batch. */
public final class PatternSet {
  private final int samples;

  /** Open addressing, for up to 64 samples; empty slots hold {@link #EMPTY}. */
  private long[] slots = new long[1 << 12];

  private static final long EMPTY = 0;
  private boolean holdsEmpty;
  private int filled;
  private final Set<String> wide = new HashSet<>();

  /** An empty set of patterns over this many samples. */
  public PatternSet(int samples) {
    this.samples = samples;
  }

  /**
   * Adds the patterns of units whose bits lie sample by sample.
   *
   * @param bits {@code words} words per sample
   * @param units how many bits of a sample are units
   */
  public void add(long[] bits, int words, int units) {
    if (samples > Long.SIZE) {
      addLong(bits, words, units);
      return;
    }
    long[] block = new long[Long.SIZE];
    for (int word = 0; word < words; word++) {
      for (int n = 0; n < Long.SIZE; n++) {
        block[n] = n < samples ? bits[n * words + word] : 0;
      }
      transpose(block);
      int count = Math.min(Long.SIZE, units - word * Long.SIZE);
      for (int i = 0; i < count; i++) {
        add(block[i]);
      }
    }
  }

  /** Bit j of word i becomes bit i of word j (Warren, Hacker's Delight, 7-3). */
  private static void transpose(long[] block) {
    long mask = 0x00000000FFFFFFFFL;
    for (int half = 32; half != 0; half >>= 1, mask ^= mask << half) {
      for (int k = 0; k < Long.SIZE; k = ((k | half) + 1) & ~half) {
        long swapped = ((block[k] >>> half) ^ block[k | half]) & mask;
        block[k | half] ^= swapped;
        block[k] ^= swapped << half;
      }
    }
  }

  private void addLong(long[] bits, int words, int units) {
    StringBuilder pattern = new StringBuilder();
    for (int unit = 0; unit < units; unit++) {
      pattern.setLength(0);
      for (int n = 0; n < samples; n++) {
        pattern.append((bits[n * words + unit / Long.SIZE] >>> unit & 1) == 0 ? '0' : '1');
      }
      wide.add(pattern.toString());
    }
  }

  private void add(long pattern) {
    if (pattern == EMPTY) {
      holdsEmpty = true;
      return;
    }
    int mask = slots.length - 1;
    int slot = place(pattern, mask);
    while (slots[slot] != EMPTY) {
      if (slots[slot] == pattern) {
        return;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = pattern;
    filled++;
    if (filled > slots.length / 2) {
      grow();
    }
  }

  private static int place(long pattern, int mask) {
    long mixed = pattern * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & mask;
  }

  private void grow() {
    long[] before = slots;
    slots = new long[before.length * 2];
    int mask = slots.length - 1;
    for (long pattern : before) {
      if (pattern != EMPTY) {
        int slot = place(pattern, mask);
        while (slots[slot] != EMPTY) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = pattern;
      }
    }
  }

  /** The number of distinct patterns. */
  public int size() {
    return wide.size() + filled + (holdsEmpty ? 1 : 0);
  }
}
