package convspectrum.executor.measure;

import convspectrum.spec.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far the outputs of a network of integers are from those of real numbers: the
 * signal-to-quantisation-noise ratio, 10 · log₁₀(Σ signal² / Σ (signal − other)²) in dB. Every bit
 * of a value is worth about 6 dB (Bennett, Bell System Technical Journal, 1948).
 */
public final class QuantisationNoise {
  /** What is given for outputs that are equal: about the ratio that single precision has. */
  public static final double MOST_DECIBELS = 150;

  /** A runtime's own error may be a quarter of the noise of quantisation. */
  private static final double MARGIN_DECIBELS = 6;

  /** What an error of its own of that size costs against real numbers: 10 · log₁₀(1 + 1/4). */
  private static final double LOSS_DECIBELS = 1;

  /**
   * The spread of the ratio of two noises of one value each, three standard deviations: of n values
   * that are independent the logarithm of the ratio has a variance of 4 / n.
   */
  private static final double SPREAD_DECIBELS = 3 * 2 * 10 / Math.log(10);

  /** Integers of one output: a runtime may round to the other neighbour. */
  private static final double STEPS = 255;

  private QuantisationNoise() {}

  /**
   * The ratio of the worst output, at most {@link #MOST_DECIBELS}; NaN where one is not a number.
   *
   * @param signal outputs of real numbers
   * @param others the same of integers
   */
  public static double decibels(List<Tensor> signal, List<Tensor> others) {
    double least = MOST_DECIBELS;
    for (int i = 0; i < signal.size(); i++) {
      least = Math.min(least, decibels(signal.get(i).data(), others.get(i).data()));
    }
    return least;
  }

  private static double decibels(float[] signal, float[] other) {
    double power = 0;
    double noise = 0;
    for (int i = 0; i < signal.length; i++) {
      double difference = (double) signal[i] - other[i];
      power += (double) signal[i] * signal[i];
      noise += difference * difference;
    }
    return noise == 0 ? MOST_DECIBELS : 10 * Math.log10(power / noise);
  }

  /**
   * Why outputs of a runtime are not those of the exact integers, if they are not: each must be
   * within a step of 255 of its range, or nearer to them by 6 dB than they are to real numbers, or
   * as near to real numbers as they are but for 1 dB and what chance does: 26 dB / √n with n
   * values. One integer that is rounded to its other neighbour changes others behind it, so that in
   * deep networks the errors of two roundings have little in common, and are equally large on
   * average.
   *
   * @param actual outputs of the runtime
   * @param oracle outputs of exact integers
   * @param real outputs of real numbers
   */
  public static Optional<String> failure(
      String design, String runtime, List<Tensor> actual, List<Tensor> oracle, List<Tensor> real) {
    for (int i = 0; i < oracle.size(); i++) {
      float[] exact = oracle.get(i).data();
      float[] found = actual.get(i).data();
      double own = decibels(exact, found);
      double quantisation = decibels(real.get(i).data(), exact);
      double loss = quantisation - decibels(real.get(i).data(), found);
      double allowed = LOSS_DECIBELS + SPREAD_DECIBELS / Math.sqrt(exact.length);
      if (!(own >= quantisation + MARGIN_DECIBELS)
          && !(loss <= allowed)
          && !isWithinAStep(exact, found)) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "%s: %s does not compute what exact integers do: output %d is %.1f dB from them, which are %.1f dB from real numbers, and loses %.1f dB more; expected at least %.1f dB, or to lose at most %.1f dB; where a CPU adds products in 16 bits, try --weight-range reduced. Not timed.",
                design,
                runtime,
                i,
                own,
                quantisation,
                loss,
                quantisation + MARGIN_DECIBELS,
                allowed));
      }
    }
    return Optional.empty();
  }

  private static boolean isWithinAStep(float[] exact, float[] found) {
    double least = 0;
    double most = 0;
    double largest = 0;
    for (int i = 0; i < exact.length; i++) {
      least = Math.min(least, exact[i]);
      most = Math.max(most, exact[i]);
      double difference = Math.abs((double) exact[i] - found[i]);
      largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
    }
    return largest <= 1.001 * (most - least) / STEPS;
  }
}
