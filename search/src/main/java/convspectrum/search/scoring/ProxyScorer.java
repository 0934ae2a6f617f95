package convspectrum.search.scoring;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.gradients.batch.OutOfMemoryException;
import convspectrum.gradients.batch.Statistics;
import convspectrum.search.design.Network;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.proxy.Score;
import convspectrum.search.proxy.input.ChainBlocks;
import convspectrum.search.proxy.input.ProxyBatch;
import convspectrum.search.proxy.input.ScoredNetwork;
import convspectrum.search.proxy.input.ScoringInputs;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Scores networks of any kind: random weights and inputs by a seed, batch norms with the batch's
 * own statistics. Equal arguments give equal scores to the bit, in any thread.
 */
public final class ProxyScorer {
  /**
   * Rises whenever a network gets other scores by the same seed, so that scores that are kept are
   * not mixed. 2: weights go by the place in the scored graph, without nodes that change nothing.
   * 3: random images are like photographs instead of white noise.
   */
  static final int VERSION = 3;

  /** The reason why there is no score where the thread was interrupted. */
  public static final String INTERRUPTED = "interrupted before it was scored";

  private static final int FIRST = 1;
  private static final int SECOND = 2;
  private static final int NOISE = 3;
  private static final int SIGNS = 4;

  private final ScoringOptions options;

  /**
   * The batches that were made last. Drawing them takes as long as a pass of the whole batch, and
   * the next network mostly needs the same.
   */
  private final AtomicReference<@Nullable Batches> last = new AtomicReference<>();

  /** The two batches of networks with this input, number of classes and seed. */
  private record Batches(Shape input, int classes, long seed, ProxyBatch first, ProxyBatch second) {
    boolean fit(Shape input, int classes, long seed) {
      return this.input.equals(input) && this.classes == classes && this.seed == seed;
    }
  }

  /** A scorer with these options. */
  public ProxyScorer(ScoringOptions options) {
    this.options = options;
  }

  /** The options. */
  public ScoringOptions options() {
    return options;
  }

  /**
   * A score and its time.
   *
   * @param proxy the one that was computed
   * @param score its value
   * @param seconds the time it took, with shared results that it was the first to need
   */
  public record Scored(AccuracyProxy proxy, Score score, double seconds) {}

  /**
   * The scores of a network, in the order of the options' proxies.
   *
   * @throws UnsupportedGraphException where the network cannot be scored with images
   */
  public List<Scored> score(Network network, long seed) {
    return score(network, seed, () -> false);
  }

  /**
   * The same, until the thread is interrupted: the proxies that are left then are undefined, since
   * they were {@link #INTERRUPTED}.
   */
  public List<Scored> scoreUntilInterrupted(Network network, long seed) {
    return score(network, seed, () -> Thread.currentThread().isInterrupted());
  }

  private List<Scored> score(Network network, long seed, BooleanSupplier stopped) {
    ScoringRun run = run(network, seed);
    List<Scored> scores = new ArrayList<>();
    for (int i = 0; i < options.proxies().size(); i++) {
      AccuracyProxy proxy = options.proxies().get(i);
      if (stopped.getAsBoolean()) {
        scores.add(new Scored(proxy, new Score.Undefined(INTERRUPTED), 0));
        continue;
      }
      run.announce(options.proxies().stream().skip(i).map(AccuracyProxy::backward).toList());
      long start = System.nanoTime();
      Score score = AccuracyProxies.score(proxy, run);
      scores.add(new Scored(proxy, score, (System.nanoTime() - start) / 1e9));
    }
    return scores;
  }

  private ScoringRun run(Network network, long seed) {
    Graph graph = network.graph();
    Node output = graph.outputs().getFirst();
    if (graph.inputs().size() != 1 || graph.inputs().getFirst().shape().rank() != 4) {
      throw new UnsupportedGraphException(
          "%s: proxies score networks of one feature map (batch, channels, height, width)"
              .formatted(graph.name()));
    }
    Shape input = graph.inputs().getFirst().shape();
    int classes = classes(output.shape());
    ScoredNetwork plain = scored(network, input, seed, false);
    ScoredNetwork normal = scored(network, input, seed, true);
    Shape batch = input.with(0, options.batch());
    requireRoom(graph, batch);
    Batches batches = batches(batch, classes, seed);
    ScoringInputs inputs =
        new ScoringInputs(
            batches.first(),
            batches.second(),
            count -> ProxyBatch.normal(new SplittableRandom(Seeds.of(seed, NOISE)), count),
            ChainBlocks::of,
            (number, count) -> signs(Seeds.of(Seeds.of(seed, SIGNS), number), count));
    return new ScoringRun(plain, normal, options.precision(), Statistics.BATCH, inputs);
  }

  /** Two batches of inputs are a lower bound of the memory; running the network shows the rest. */
  private static void requireRoom(Graph graph, Shape batch) {
    long needed = 2 * Double.BYTES * batch.elements();
    long available = Runtime.getRuntime().maxMemory();
    if (needed > available || batch.elements() > Tensor.MAX_ELEMENTS) {
      throw new OutOfMemoryException(graph.name(), batch.batch(), needed, available);
    }
  }

  /** The number of elements of a sample's output, which is treated as one row of logits. */
  private static int classes(Shape output) {
    return Math.toIntExact(output.elements() / output.dim(0));
  }

  private static ScoredNetwork scored(
      Network network, Shape input, long seed, boolean standardNormal) {
    Map<Integer, Tensor> drawn = new HashMap<>();
    return new ScoredNetwork(
        input,
        shape -> {
          Network resized = shape.equals(input) ? network : network.resized().apply(shape);
          return new ScoredNetwork.Source(resized.graph(), resized.weights().apply(seed));
        },
        own -> new InitialWeights(own, seed, standardNormal, drawn));
  }

  private Batches batches(Shape input, int classes, long seed) {
    Batches made = last.get();
    if (made == null || !made.fit(input, classes, seed)) {
      ProxyBatch first = batch(input, classes, seed, FIRST);
      made = new Batches(input, classes, seed, first, batch(input, classes, seed, SECOND));
      last.set(made);
    }
    return made;
  }

  private ProxyBatch batch(Shape input, int classes, long seed, int which) {
    RandomGenerator random = new SplittableRandom(Seeds.of(seed, which));
    int[] labels = random.ints(input.batch(), 0, classes).toArray();
    double[] images =
        options
            .images()
            .map(given -> given.take(input, which == FIRST ? 0 : input.batch()))
            .orElseGet(() -> NaturalImages.draw(input, random));
    return new ProxyBatch(images, labels);
  }

  private static double[] signs(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] signs = new double[count];
    for (int i = 0; i < count; i++) {
      signs[i] = random.nextBoolean() ? 1 : -1;
    }
    return signs;
  }
}
