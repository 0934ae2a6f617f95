package convspectrum.search.predict.check;

import convspectrum.executor.runtime.RuntimeStep.Work;
import convspectrum.spec.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/**
 * A random forest over the {@linkplain BlindFeatures features} that kernel-based predictors such as
 * nn-Meter (Zhang et al., MobiSys 2021) and LitePred (Feng et al., NSDI 2024) use, among which
 * groups are none. It predicts the logarithm of time.
 */
final class BlindForest implements SimplePredictor {
  private static final int TREES = 200;

  /** Share of the features that a split chooses from: a third, the usual share for regression. */
  private static final float FEATURES = 1f / 3;

  private static final float SMALLEST_LEAF = 2;
  private static final String TIME = "log-milliseconds";

  /** Tells of every tree on standard error; a logger that nobody holds forgets its level. */
  private static final Logger TELLING = Logger.getLogger(BaggingTrainer.class.getName());

  static {
    TELLING.setLevel(Level.WARNING);
  }

  private final Model<Regressor> forest;

  private BlindForest(Model<Regressor> forest) {
    this.forest = forest;
  }

  static BlindForest of(List<TimedNetwork> examples, long seed) {
    RegressionFactory factory = new RegressionFactory();
    List<Example<Regressor>> rows = new ArrayList<>();
    for (TimedNetwork one : examples) {
      rows.add(row(one.graph(), Math.log(one.milliseconds())));
    }
    Dataset<Regressor> data =
        new MutableDataset<>(
            rows, new SimpleDataSourceProvenance("measured designs", factory), factory);
    CARTRegressionTrainer tree =
        new CARTRegressionTrainer(
            Integer.MAX_VALUE, SMALLEST_LEAF, 0, FEATURES, new MeanSquaredError(), seed);
    return new BlindForest(
        new RandomForestTrainer<>(tree, new AveragingCombiner(), TREES, seed).train(data));
  }

  private static Example<Regressor> row(Graph graph, double logTime) {
    Map<String, Double> features = BlindFeatures.of(graph);
    return new ArrayExample<>(
        new Regressor(TIME, logTime),
        features.keySet().toArray(String[]::new),
        features.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public String name() {
    return "groups-blind forest";
  }

  @Override
  public double milliseconds(Graph graph, List<Work> steps) {
    return Math.exp(forest.predict(row(graph, 0)).getOutput().getValues()[0]);
  }
}
