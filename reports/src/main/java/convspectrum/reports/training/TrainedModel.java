package convspectrum.reports.training;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.statistics.Estimate;
import convspectrum.gradients.training.Epoch;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.SeedSample;
import convspectrum.search.training.TrainedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All trainings of one network.
 *
 * @param classifier the network
 * @param runs one for each seed that came to its end, at least one
 */
record TrainedModel(Classifier classifier, List<TrainedRun> runs) {
  TrainedModel {
    runs = List.copyOf(runs);
  }

  /** The trainings by network, in the order of the networks. */
  static List<TrainedModel> of(List<Classifier> classifiers, List<TrainedRun> runs) {
    List<TrainedModel> models = new ArrayList<>();
    for (Classifier classifier : classifiers) {
      List<TrainedRun> own = runs.stream().filter(run -> run.classifier() == classifier).toList();
      if (!own.isEmpty()) {
        models.add(new TrainedModel(classifier, own));
      }
    }
    return models;
  }

  /** The cost of one image. */
  Cost cost() {
    return NetworkCost.of(classifier.network().graph(), CostOptions.DEFAULT).total();
  }

  /** The mean of a figure over the seeds. */
  Estimate mean(ToDoubleFunction<TrainedRun> figure) {
    return SeedSample.mean(figures(figure));
  }

  /** The mean difference to another model over the seeds that both have. */
  Estimate difference(TrainedModel other, ToDoubleFunction<TrainedRun> figure) {
    return SeedSample.difference(figures(figure), other.figures(figure));
  }

  private double[] figures(ToDoubleFunction<TrainedRun> figure) {
    return runs.stream().mapToDouble(figure).toArray();
  }

  /** The last epoch of a training. */
  static Epoch last(TrainedRun run) {
    return run.epochs().getLast();
  }
}
