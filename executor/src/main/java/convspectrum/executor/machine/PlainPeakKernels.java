package convspectrum.executor.machine;

import java.util.Arrays;

/** Plain loops that HotSpot vectorises by itself, and a library call that it replaces. */
final class PlainPeakKernels implements PeakKernels {
  // 2 KiB stays in every L1 cache, and 32 operations an element hide its loads and stores.
  private static final int ELEMENTS = 512;
  private static final int CHAIN = 32;
  private static final int PASSES = 100;

  private final boolean fused;
  private final float[] data = new float[ELEMENTS];

  PlainPeakKernels(boolean fused) {
    this.fused = fused;
    Arrays.fill(data, 0.5f);
  }

  @Override
  public String method() {
    return fused
        ? "plain Java, vectorised by the compiler (fused multiply-add)"
        : "plain Java, vectorised by the compiler (multiply and add: no fused multiply-add)";
  }

  @Override
  public float multiplyAdd() {
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
   * Compares the first half with the second, which the JDK does with the widest vectors there are.
   * A plain sum of integers took 13 GB/s from L1 where this limit is 127: HotSpot 25 adds one by
   * one.
   */
  @Override
  public int read(int[] data) {
    int half = data.length / 2;
    return Arrays.mismatch(data, 0, half, data, data.length - half, data.length);
  }
}
