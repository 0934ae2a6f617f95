package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.Fusion;
import convspectrum.executor.vector.layout.CacheSizes;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Window;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the pairs of convolutions that are computed a few rows at a time: a depthwise or grouped
 * one, and a pointwise one that is its only reader. The values between them stay in the cache.
 */
final class Strips {
  /** Bytes that stay in the second-level cache beside the weights that stream through it. */
  private static int stripBytes(CacheSizes caches) {
    return caches.secondSixteenths(3);
  }

  /**
   * Smallest size of the value between them in bytes. Nothing is gained if it fits the second-level
   * cache, and up to twice that a little is lost: each strip reads the weights again.
   */
  private static int leastBytes(CacheSizes caches) {
    return caches.secondSixteenths(31);
  }

  private final Map<Node, FusedUnit> firsts = new HashMap<>();

  /** The values of {@link #firsts}, for a look-up that does not go through all of them. */
  private final Set<FusedUnit> computedWithReaders =
      Collections.newSetFromMap(new IdentityHashMap<>());

  Strips(Graph graph, List<FusedUnit> units, Lanes lanes) {
    Map<Node, Integer> readers = new HashMap<>();
    for (FusedUnit unit : units) {
      unit.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
      unit.added().ifPresent(input -> readers.merge(input, 1, Integer::sum));
    }
    Set<Node> outputs = new HashSet<>();
    graph.outputs().forEach(output -> outputs.add(Fusion.source(output)));
    Map<Node, FusedUnit> byResult = new HashMap<>();
    for (FusedUnit unit : units) {
      byResult.put(unit.result(), unit);
      FusedUnit before = byResult.get(unit.inputs().isEmpty() ? null : unit.inputs().getFirst());
      if (before != null
          && pointwise(unit, lanes)
          && grouped(before)
          && large(before.result())
          && readers.getOrDefault(before.result(), 0) == 1
          && !outputs.contains(before.result())) {
        firsts.put(unit.result(), before);
        computedWithReaders.add(before);
      }
    }
  }

  /** Whether a unit is computed together with its reader. */
  boolean isFirst(FusedUnit unit) {
    return computedWithReaders.contains(unit);
  }

  /** The unit before this one that is computed together with it. */
  Optional<FusedUnit> firstOf(FusedUnit unit) {
    return Optional.ofNullable(firsts.get(unit.result()));
  }

  /** Number of rows of a strip, which is even, since kernels compute two at a time. */
  static int rows(Storage between, Lanes lanes) {
    int rows = (int) (stripBytes(CacheSizes.here()) / (Float.BYTES * between.row(lanes)));
    return Math.clamp(rows / 2 * 2, 2, (between.shape.height() + 1) / 2 * 2);
  }

  private static boolean grouped(FusedUnit unit) {
    return unit.added().isEmpty()
        && Fusion.depthwise(unit.main())
        && ((Op.Conv) unit.main().op()).window().strideHeight() == 1;
  }

  private static boolean large(Node node) {
    return node.shape().elements() / node.shape().batch() * Float.BYTES
        > leastBytes(CacheSizes.here());
  }

  private static boolean pointwise(FusedUnit unit, Lanes lanes) {
    return unit.main().op() instanceof Op.Conv conv
        && conv.window().equals(Window.same(1))
        && Convolution.of(unit.main(), lanes) == Convolution.GEMM
        && conv.groups() == 1;
  }
}
