package convspectrum.executor.machine.limits;

import convspectrum.executor.machine.limits.MachineLimits.Bandwidth;
import java.time.Instant;
import java.util.List;

/** Limits of a machine that is made up: four threads, and figures that obey every rule. */
final class MadeUpLimits {
  static final LimitsKey KEY =
      new LimitsKey("0123456789ab", "0-3", "UseAVX=2 UseFMA=true MaxVectorSize=32", "25.0.3");

  static final Bandwidth L1 =
      new Bandwidth("L1", 32 << 10, 128 << 10, 16 << 10, 64 << 10, rate(200), rate(800));
  static final Bandwidth L2 =
      new Bandwidth("L2", 1 << 20, 4 << 20, 512 << 10, 2 << 20, rate(100), rate(400));
  static final Bandwidth DRAM =
      new Bandwidth("DRAM", 1L << 33, 1L << 33, 64 << 20, 256 << 20, rate(20), rate(30));

  static final MachineLimits GOOD = of(rate(100), rate(300), List.of(L1, L2, DRAM));

  private MadeUpLimits() {}

  /** With a spread of 1 %. */
  static Rate rate(double best) {
    return new Rate(best, 0.01);
  }

  static MachineLimits of(Rate one, Rate all, List<Bandwidth> bandwidths) {
    return new MachineLimits(
        KEY,
        4,
        256,
        false,
        one,
        all,
        bandwidths,
        new TimerResolution(10, 21.5),
        "made up",
        Instant.EPOCH,
        Trust.GOOD);
  }

  static Bandwidth bandwidth(Bandwidth of, Rate one, Rate all) {
    return new Bandwidth(
        of.level(),
        of.capacity(),
        of.capacityOfAll(),
        of.bytesOneThread(),
        of.bytesAllThreads(),
        one,
        all);
  }
}
