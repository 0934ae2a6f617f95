package convspectrum.search.scoring;

/** Derives a seed per place from one seed; close seeds and places give unrelated numbers. */
final class Seeds {
  private Seeds() {}

  /** The seed of a place; two rounds of the finaliser of MurmurHash3. */
  static long of(long seed, long place) {
    return mix(mix(seed + 0x9E3779B97F4A7C15L) + place);
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
    z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return z ^ (z >>> 33);
  }
}
