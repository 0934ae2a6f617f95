package convspectrum.search.roofline;

import convspectrum.costmodel.Roofline;
import convspectrum.executor.Runtimes;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.Reached;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.profile.LayerTimes;
import convspectrum.search.study.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares measurements with the limits of the machine. A share is a number only where it is
 * reliable: not for suspect limits, not for multiply-adds that were not executed (Winograd's
 * algorithm needs fewer), and never above the limit plus its spread.
 */
public record Ceiling(MachineLimits limits) {
  /** Resolution of step times: ONNX Runtime reports whole microseconds. */
  private static final double CLOCK_MS = 1e-3;

  private static final int FLOPS_PER_MAC = 2;

  /** Whether all multiply-adds that are counted of a step were executed, in single precision. */
  private static boolean isExecuted(LayerTime step, Conditions conditions) {
    return !step.op().equals(RunOptions.WINOGRAD_STEP) && conditions.isSinglePrecision();
  }

  /**
   * Whether all multiply-adds that are counted of a network were executed, in single precision: the
   * limits of the machine are those of float32.
   */
  public static boolean isExecuted(Conditions conditions) {
    return !RunOptions.isWinograd(conditions.runtime()) && conditions.isSinglePrecision();
  }

  /** The share of the peak that a step reached; NaN where it is not reliable. */
  public double peakShare(LayerTime step, Conditions conditions) {
    return isExecuted(step, conditions)
        ? peakShare(step.cost().macs(), step.ms(), conditions.threads())
        : Double.NaN;
  }

  /** The share of the peak that a network reached; NaN where it is not reliable. */
  public double peakShare(ComparedDesign network, double ms, Conditions conditions) {
    return isExecuted(conditions)
        ? peakShare(network.cost().total().macs(), ms, conditions.threads())
        : Double.NaN;
  }

  private double peakShare(long macs, double ms, int threads) {
    double share = gflops(macs, ms) / limits.gflops(threads);
    return macs > 0 && ms > 0 && !limits.suspect() && share <= 1 + limits.peak(threads).spread()
        ? share
        : Double.NaN;
  }

  /**
   * The least time that the roofline allows a step, divided by its time; NaN where it is not
   * reliable. A step may be faster than its traffic allows, since it does not have to move all that
   * is counted: a view of its input, a part that is written in place.
   */
  public double roofShare(LayerTime step, Conditions conditions) {
    long bytes = step.cost().bytes();
    if (bytes == 0 || step.ms() <= 0 || limits.suspect() || !isExecuted(step, conditions)) {
      return Double.NaN;
    }
    Roofline.Estimate least = limits.roofline(bytes, conditions.threads()).of(step.cost());
    double spread =
        switch (least.bound()) {
          case COMPUTE -> limits.peak(conditions.threads()).spread();
          case MEMORY -> limits.bandwidthSpread(bytes);
        };
    double share = 1e3 * least.seconds() / step.ms();
    return share <= 1 + spread ? share : Double.NaN;
  }

  /** The share of the peak that steps together reached; NaN where it is not reliable. */
  public double peakShare(List<LayerTime> steps, Conditions conditions) {
    return steps.stream().allMatch(step -> isExecuted(step, conditions))
        ? peakShare(
            steps.stream().mapToLong(step -> step.cost().macs()).sum(),
            steps.stream().mapToDouble(LayerTime::ms).sum(),
            conditions.threads())
        : Double.NaN;
  }

  /**
   * The least time that the roofline allows steps together, divided by their time; NaN where it is
   * not reliable. A step that is faster than its roofline counts as one that reaches it.
   */
  public double roofShare(List<LayerTime> steps, Conditions conditions) {
    double least = 0;
    double all = 0;
    for (LayerTime step : steps) {
      if (limits.suspect() || !isExecuted(step, conditions)) {
        return Double.NaN;
      }
      all += step.ms();
      if (step.cost().bytes() > 0) {
        Roofline.Estimate roof =
            limits.roofline(step.cost().bytes(), conditions.threads()).of(step.cost());
        least += Math.min(step.ms(), 1e3 * roof.seconds());
      }
    }
    return least > 0 && all > 0 ? least / all : Double.NaN;
  }

  /** Whether a step has a roofline limit and exceeds it, for any reason. */
  public boolean isAbove(LayerTime step, Conditions conditions) {
    return !limits.suspect()
        && isExecuted(step, conditions)
        && step.cost().bytes() > 0
        && step.ms() > 0
        && Double.isNaN(roofShare(step, conditions));
  }

  /** The throughput that the steps of a profile reached, a lower bound of the machine's peak. */
  public List<Reached> reached(LayerTimes times) {
    Conditions conditions = times.conditions();
    List<Reached> reached = new ArrayList<>();
    if (isEvidence(conditions)) {
      for (LayerTime step : times.layers()) {
        if (step.cost().macs() > 0 && isExecuted(step, conditions)) {
          reached.add(
              new Reached(
                  conditions.runtime() + ", " + step.nodes().getFirst(),
                  conditions.threads(),
                  gflops(step.cost().macs(), step.ms() + CLOCK_MS)));
        }
      }
    }
    return reached;
  }

  /** The throughput that measured designs reached, a lower bound of the machine's peak. */
  public List<Reached> reached(Designs designs, Latencies latencies) {
    List<Reached> reached = new ArrayList<>();
    for (MeasurementRun run : latencies.runs()) {
      if (!isEvidence(run.conditions()) || !isExecuted(run.conditions())) {
        continue;
      }
      for (ComparedDesign design : designs.distinct()) {
        Optional<Measurement> measured = latencies.measurement(run, design);
        long macs = design.cost().total().macs();
        if (macs > 0) {
          measured
              .flatMap(found -> found.time().interval())
              .ifPresent(ms ->
                  reached.add(
                      new Reached(
                          run.conditions().runtime() + ", " + design.label(),
                          run.conditions().threads(),
                          gflops(macs, ms.high()))));
        }
      }
    }
    return reached;
  }

  /** A runtime that may use wider registers than Java does proves nothing about the limits. */
  private boolean isEvidence(Conditions conditions) {
    return !limits.narrowed() || Runtimes.isCompiledByJava(conditions.runtime());
  }

  private static double gflops(long macs, double ms) {
    return FLOPS_PER_MAC * macs / ms / 1e6;
  }
}
