package convspectrum.bench;

import convspectrum.executor.Runtimes;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.SpaceFile;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.predict.LatencyTable;
import convspectrum.search.predict.figure.NetworkPredictor;
import convspectrum.search.predict.figure.PredictedLatencyFigure;
import convspectrum.search.strategy.Encoding;
import convspectrum.spec.Spec;
import convspectrum.spec.parameter.Design;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Predicts the latency of 1,000,000 random designs of a space on one thread, three times, from a
 * table that {@code predict calibrate} wrote. Finding the steps of the space is timed apart.
 */
public final class MillionPredictions {
  private static final int DESIGNS = 1_000_000;
  private static final int RUNS = 3;

  private MillionPredictions() {}

  /**
   * Prints seconds.
   *
   * @param arguments the latency table, and where the steps of its space are or will be kept
   */
  public static void main(String[] arguments) {
    LatencyTable table = LatencyTable.read(Path.of(arguments[0]));
    Sweep space = Sweep.all(Spec.parse(table.space(), table.spec()));
    InferenceRuntime runtime = Runtimes.named(table.runtime());
    NetworkPredictor predictor =
        new NetworkPredictor(table, runtime, new RunOptions(table.threads()), table.seed());
    PredictedLatencyFigure figure =
        new PredictedLatencyFigure(
            predictor,
            space,
            new SpaceFile(Path.of(arguments[1]), "of " + MillionPredictions.class.getSimpleName()),
            Optional.empty());
    Random random = new Random(1);
    List<SearchedDesign> designs = new ArrayList<>(DESIGNS);
    int[] places =
        space.parameters().stream().mapToInt(name -> space.spec().space().indexOf(name)).toArray();
    for (int i = 0; i < DESIGNS; i++) {
      int[] choices =
          IntStream.of(places)
              .map(place -> random.nextInt(space.spec().parameters().get(place).size()))
              .toArray();
      Design design = space.base().with(places, choices);
      designs.add(new SearchedDesign(space.spec(), design, Encoding.of(choices), Optional.empty()));
    }
    long start = System.nanoTime();
    figure.of(designs.getFirst());
    System.out.printf(Locale.ROOT, "steps found or read in %.2f s%n", seconds(start));
    for (int run = 0; run < RUNS; run++) {
      start = System.nanoTime();
      double sum = designs.stream().mapToDouble(figure::of).sum();
      System.out.printf(
          Locale.ROOT,
          "%,d predictions in %.2f s, %.4f ms in the mean%n",
          DESIGNS,
          seconds(start),
          sum / DESIGNS);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
