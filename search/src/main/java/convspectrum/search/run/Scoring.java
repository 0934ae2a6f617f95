package convspectrum.search.run;

import convspectrum.search.figure.Figure;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** Computes figures that are not measured. */
final class Scoring {
  private Scoring() {}

  /** Several at a time; each counts once it is committed. */
  static void inParallel(
      int threads,
      Figure figure,
      Map<String, SearchedDesign> designs,
      BiConsumer<String, Evaluation> commit,
      Evaluations.Watch watch)
      throws InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all = new ArrayList<>();
      designs.forEach((key, design) ->
          all.add(pool.submit(() -> commit.accept(key, evaluated(figure, design)))));
      try {
        for (int i = 0; i < all.size(); i++) {
          watch.made(i, all.size());
          if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while scoring");
          }
          all.get(i).get();
        }
      } catch (ExecutionException e) {
        pool.shutdownNow();
        switch (e.getCause()) {
          case Error error -> throw error; // such as memory that is short
          case RuntimeException cause -> throw cause;
          case null, default -> throw new IllegalStateException(e);
        }
      } catch (InterruptedException e) {
        pool.shutdownNow();
        throw e;
      }
    }
  }

  /** A cheap figure of a design with what is kept beside it, or why it has none. */
  static Evaluation cheap(Figure figure, SearchedDesign design) {
    try {
      return figure.evaluation(design);
    } catch (FigureException e) {
      return Evaluation.failed(String.valueOf(e.getMessage()));
    }
  }

  /** One figure of one design, or why it has none. */
  static Evaluation evaluated(Figure figure, SearchedDesign design) {
    try {
      double value = figure.of(design);
      return Double.isNaN(value)
          ? Evaluation.failed(figure.name() + " is not a number")
          : Evaluation.of(value);
    } catch (FigureException | SpecException | ShapeException e) {
      return Evaluation.failed(String.valueOf(e.getMessage()));
    }
  }
}
