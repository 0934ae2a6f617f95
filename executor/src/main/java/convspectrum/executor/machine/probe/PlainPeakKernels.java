package convspectrum.executor.machine.probe;

import java.util.Arrays;
import java.util.List;

/** Plain loops that HotSpot vectorises, and a library call that it replaces by an intrinsic. */
final class PlainPeakKernels implements PeakKernels {
  // 2 KiB fits every L1 cache, and 32 operations an element hide its loads and stores.
  private static final int ELEMENTS = 512;
  private static final int CHAIN = 32;
  private static final int PASSES = 10;

  private final boolean fused;

  PlainPeakKernels(boolean fused) {
    this.fused = fused;
  }

  @Override
  public String method() {
    return fused
        ? "plain Java, vectorised by the compiler (fused multiply-add)"
        : "plain Java, vectorised by the compiler (multiply and add: no fused multiply-add)";
  }

  @Override
  public int bits() {
    return 0;
  }

  @Override
  public boolean fused() {
    return fused;
  }

  /** Uses an array per loop: threads that wrote to the same lines would wait for each other. */
  @Override
  public List<MultiplyAdds> multiplyAdds() {
    float[] data = new float[ELEMENTS];
    Arrays.fill(data, 0.5f);
    return List.of(
        new MultiplyAdds() {
          @Override
          public float once() {
            for (int pass = 0; pass < PASSES; pass++) {
              if (fused) {
                fusedPass(data);
              } else {
                separatePass(data);
              }
            }
            return data[0];
          }

          @Override
          public long flops() {
            return 2L * CHAIN * ELEMENTS * PASSES;
          }
        });
  }

  @Override
  public List<Read> reads() {
    return List.of(PlainPeakKernels::read);
  }

  // Chains of different elements are independent, so the CPU overlaps them. The chain is written
  // out because the compiler vectorises innermost loops only. x -> x/2 + 1/4 stays near 1/2.
  private static void fusedPass(float[] data) {
    for (int i = 0; i < data.length; i++) {
      float x = data[i];
      x = eight(eight(eight(eight(x))));
      data[i] = x;
    }
  }

  private static float eight(float x) {
    float y = Math.fma(Math.fma(x, 0.5f, 0.25f), 0.5f, 0.25f);
    y = Math.fma(Math.fma(y, 0.5f, 0.25f), 0.5f, 0.25f);
    y = Math.fma(Math.fma(y, 0.5f, 0.25f), 0.5f, 0.25f);
    return Math.fma(Math.fma(y, 0.5f, 0.25f), 0.5f, 0.25f);
  }

  private static void separatePass(float[] data) {
    for (int i = 0; i < data.length; i++) {
      float x = data[i];
      x = eightSeparate(eightSeparate(eightSeparate(eightSeparate(x))));
      data[i] = x;
    }
  }

  private static float eightSeparate(float x) {
    float y = (x * 0.5f + 0.25f) * 0.5f + 0.25f;
    y = (y * 0.5f + 0.25f) * 0.5f + 0.25f;
    y = (y * 0.5f + 0.25f) * 0.5f + 0.25f;
    return (y * 0.5f + 0.25f) * 0.5f + 0.25f;
  }

  /**
   * Compares the first half with the second, for which the JDK uses the widest vectors available. A
   * plain sum of integers took 13 GB/s from L1 where this limit is 127, because HotSpot 25 adds
   * them one by one.
   */
  private static int read(int[] data, int from, int to, int passes) {
    int half = (to - from) / 2;
    int sum = 0;
    for (int pass = 0; pass < passes; pass++) {
      sum += Arrays.mismatch(data, from, from + half, data, to - half, to);
    }
    return sum;
  }
}
