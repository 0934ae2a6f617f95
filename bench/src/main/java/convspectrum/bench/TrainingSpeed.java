package convspectrum.bench;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.probe.KnownLimits;
import convspectrum.formats.dataset.Datasets;
import convspectrum.gradients.Gradients;
import convspectrum.gradients.Precision;
import convspectrum.gradients.learning.LearningProgram;
import convspectrum.gradients.learning.Optimiser;
import convspectrum.gradients.training.Augmentation;
import convspectrum.gradients.training.LearningRate;
import convspectrum.gradients.training.Progress;
import convspectrum.gradients.training.Recipe;
import convspectrum.gradients.training.Split;
import convspectrum.gradients.training.Standardisation;
import convspectrum.gradients.training.StartWeights;
import convspectrum.gradients.training.StoppedException;
import convspectrum.gradients.training.Training;
import convspectrum.search.design.Network;
import convspectrum.search.training.Classifier;
import convspectrum.spec.Spec;
import convspectrum.spec.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures how fast networks are trained: images a second by one thread and by several, and for
 * each op its time and its share of the peak. {@code bench/training.py} measures the same networks
 * in PyTorch.
 */
public final class TrainingSpeed {
  private static final int BATCH = 64;
  private static final double NANOS = 1e9;

  /** Time before a measurement in which the loops are compiled, in seconds. */
  private static final double WARM_UP = 6;

  private static final int MOST_STEPS = 1_000_000;

  private TrainingSpeed() {}

  /**
   * Prints the figures of some designs of a spec.
   *
   * @param arguments the spec; the images, as {@code train --data} takes them; threads; seconds of
   *     each measurement; {@code ops} for a table of ops, else {@code -}; the designs, each as
   *     settings with commas between them
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Spec spec = Spec.parse(file.toString(), Files.readString(file));
    Split images = Split.of(Datasets.open(arguments[1]).train(), 0, Integer.MAX_VALUE);
    int threads = Integer.parseInt(arguments[2]);
    double seconds = Double.parseDouble(arguments[3]);
    boolean ops = arguments[4].equals("ops");
    double peak = peak();
    System.out.printf(Locale.ROOT, "peak of a core: %.0f GFLOP/s%n", peak);
    for (String design : List.of(arguments).subList(5, arguments.length)) {
      Map<String, String> settings = new HashMap<>();
      Arrays.stream(design.split(","))
          .map(one -> one.split("="))
          .forEach(pair -> settings.put(pair[0], pair[1]));
      Network network = Network.design(spec, spec.design(settings), Optional.empty());
      Classifier classifier = new Classifier(design, network);
      double one = measure(classifier, images, 1, WARM_UP, seconds);
      double all = threads == 1 ? one : measure(classifier, images, threads, WARM_UP / 3, seconds);
      System.out.printf(
          Locale.ROOT,
          "%-40s %8.0f images/s, %d threads %8.0f: %3.0f %% busy%n",
          design,
          one,
          threads,
          all,
          100 * all / one / threads);
      if (ops) {
        OpTimes times = OpTimes.of(classifier, BATCH / 4, seconds);
        System.out.print(times.table(peak));
      }
    }
  }

  private static double peak() {
    Machine machine = Machine.read();
    return KnownLimits.kept(machine)
        .orElseGet(() -> KnownLimits.measure(machine, System.err::println))
        .gflopsOneThread();
  }

  /** Reads clocks when a measurement begins and ends. */
  private static final class Clock implements Progress {
    private final double warmUp;
    private final double seconds;
    private final long start = System.nanoTime();
    private long begun;
    private long ended;
    private long steps;

    Clock(double warmUp, double seconds) {
      this.warmUp = warmUp;
      this.seconds = seconds;
    }

    @Override
    public void step(long step, long all, double loss) {
      long now = System.nanoTime();
      if (begun == 0) {
        if ((now - start) / NANOS > warmUp) {
          begun = now;
        }
        return;
      }
      steps++;
      if ((now - begun) / NANOS > seconds) {
        ended = now;
        Thread.currentThread().interrupt();
      }
    }

    double images() {
      return steps * BATCH / ((ended - begun) / NANOS);
    }
  }

  private static double measure(
      Classifier classifier, Split images, int threads, double warmUp, double seconds) {
    Optimiser sgd = new Optimiser.Sgd(0.9, true, 5e-4);
    LearningRate rate = new LearningRate(0.01, 0, new LearningRate.Schedule.Constant());
    Recipe recipe =
        new Recipe(
            MOST_STEPS,
            BATCH,
            sgd,
            rate,
            0,
            Double.POSITIVE_INFINITY,
            new Augmentation(true, 2),
            1);
    Weights weights = new StartWeights(1, classifier.weights(BATCH, 1));
    Clock clock = new Clock(warmUp, seconds);
    try (LearningProgram program =
        Gradients.learner(classifier::graph, BATCH, weights, sgd, Precision.FLOAT32, threads)) {
      new Training(
              recipe,
              program,
              classifier.input(),
              images,
              Standardisation.of(images.train()),
              Optional.empty(),
              clock)
          .run();
    } catch (StoppedException e) {
      // The clock ended the training.
      Thread.interrupted();
    }
    return clock.images();
  }
}
