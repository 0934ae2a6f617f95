package convspectrum.gradients.training;

import java.io.Serializable;
import java.util.List;

/**
 * The learning rate of each step. In the first steps it grows linearly to its peak; then it follows
 * a schedule.
 *
 * @param peak largest learning rate
 * @param warmUp number of epochs in which it grows, which may be a fraction
 * @param schedule what follows
 */
public record LearningRate(double peak, double warmUp, Schedule schedule) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How the learning rate falls. */
  public sealed interface Schedule extends Serializable {
    /** It stays. */
    record Constant() implements Schedule {
      private static final long serialVersionUID = 1L;
    }

    /** Half a cosine, from the peak to 0 at the end (Loshchilov and Hutter 2017). */
    record Cosine() implements Schedule {
      private static final long serialVersionUID = 1L;
    }

    /**
     * It is multiplied by {@code factor} at the beginning of some epochs, counted from 0.
     *
     * @param epochs these epochs, ascending
     */
    record Steps(List<Integer> epochs, double factor) implements Schedule {
      private static final long serialVersionUID = 1L;

      public Steps {
        epochs = List.copyOf(epochs);
      }
    }
  }

  /**
   * The learning rate of a step.
   *
   * @param step number of the step in the whole training, from 0 on
   * @param perEpoch number of steps of an epoch
   * @param epochs number of epochs
   */
  double at(long step, long perEpoch, int epochs) {
    double grown = warmUp * perEpoch;
    if (step < grown) {
      return peak * Math.min(1, (step + 1) / grown);
    }
    return switch (schedule) {
      case Schedule.Constant _ -> peak;
      case Schedule.Cosine _ -> {
        double all = (double) perEpoch * epochs;
        yield peak * (1 + Math.cos(Math.PI * (step - grown) / (all - grown))) / 2;
      }
      case Schedule.Steps steps -> {
        long epoch = step / perEpoch;
        long passed = steps.epochs().stream().filter(first -> epoch >= first).count();
        yield peak * Math.pow(steps.factor(), passed);
      }
    };
  }
}
