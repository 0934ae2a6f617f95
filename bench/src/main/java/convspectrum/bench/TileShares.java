package convspectrum.bench;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.probe.MachineProbe;
import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Kernels;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.executor.vector.kernel.GemmKernel;
import convspectrum.executor.vector.kernel.GemmKernel.Distances;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures the share of the machine's peak that {@link GemmKernel} reaches with each tile that
 * {@link RegisterTile} can choose. A tile that spills a sum reaches only a third of the others. The
 * exit code is 1 if a tile of eight sums and two vectors or more stays below 85 %.
 *
 * <p>Arguments: numbers of inputs of each sum; the default is 256 and 728.
 */
public final class TileShares {
  private static final double LEAST_SHARE = 0.85;
  private static final int FULL = 8;
  private static final int LINE = 16;

  /** Start of a cache line in a heap array, whose header is 16 bytes long. */
  private static final int ALIGNED = 12;

  private static final int PIXELS = 24;
  private static final long NANOS = 300_000_000;
  private static final double LEAST_NANOS_A_SAMPLE = 30_000;

  private final Lanes lanes = Lanes.preferred();
  private final float[] values = new float[1 << 21];
  private final double peak;

  private TileShares(double peak) {
    this.peak = peak;
    for (int i = 0; i < values.length; i++) {
      values[i] = (i % 97 - 48) / 97f;
    }
  }

  /** Measures and prints the shares. */
  public static void main(String[] arguments) {
    List<Integer> depths =
        arguments.length == 0
            ? List.of(256, 728)
            : Arrays.stream(arguments).map(Integer::valueOf).toList();
    double peak = MachineProbe.measure(Machine.read()).gflopsOneThread();
    TileShares shares = new TileShares(peak);
    System.out.printf(Locale.ROOT, "%s; peak %.1f GFLOP/s%n", shares.lanes.description(), peak);
    List<String> slow = new ArrayList<>();
    for (int depth : depths) {
      for (RegisterTile tile : shares.tiles()) {
        double share = shares.share(tile, depth);
        boolean full =
            tile.pixels() * tile.vectors() >= FULL && tile.pixels() > 1 && tile.vectors() > 1;
        String line =
            String.format(
                Locale.ROOT,
                "K %4d  %2d pixels x %d vectors, fence %2d: %3.0f %%",
                depth,
                tile.pixels(),
                tile.vectors(),
                tile.fence(),
                100 * share);
        System.out.println(line);
        if (full && share < LEAST_SHARE) {
          slow.add(line);
        }
      }
    }
    if (!slow.isEmpty()) {
      System.out.printf(Locale.ROOT, "below %.0f %%:%n", 100 * LEAST_SHARE);
      slow.forEach(System.out::println);
    }
    System.exit(slow.isEmpty() ? 0 : 1);
  }

  private List<RegisterTile> tiles() {
    List<RegisterTile> tiles = new ArrayList<>();
    for (int vectors = 1; vectors <= 4; vectors++) {
      for (int pixels = 1; pixels <= RegisterTile.mostPixels(vectors, lanes); pixels++) {
        tiles.add(RegisterTile.of(pixels, vectors, lanes));
      }
    }
    return tiles;
  }

  /**
   * Returns the best of many samples, for adjacent tiles whose inputs stay in the first two caches.
   */
  private double share(RegisterTile tile, int depth) {
    int count = Math.max(1, PIXELS / tile.pixels());
    Distances pixel = new Distances(oddLines(depth), oddLines(tile.vectors() * lanes.count()), 0);
    Kernel kernel = GemmKernel.along(lanes, tile, false, pixel, Optional.empty()).kernel();
    float[] weights = new float[depth * tile.vectors() * lanes.count() + 2 * PIXELS * LINE];
    Kernels.warmUp();
    int[] table = {0, depth};
    int bias = depth * tile.vectors() * lanes.count() + ALIGNED;
    double flops = 2.0 * count * tile.pixels() * tile.vectors() * lanes.count() * depth;
    int calls = (int) Math.max(1, LEAST_NANOS_A_SAMPLE * peak / flops);
    double best = 0;
    long end = System.nanoTime() + NANOS;
    for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
      for (int i = 0; i < calls; i++) {
        kernel.run(
            values,
            ALIGNED,
            values.length / 2 + ALIGNED,
            0,
            weights,
            ALIGNED,
            bias,
            table,
            count,
            1);
      }
      best = Math.max(best, calls * flops / (System.nanoTime() - start));
    }
    return best / peak;
  }

  private static int oddLines(int size) {
    return (Math.ceilDiv(size, LINE) | 1) * LINE;
  }
}
