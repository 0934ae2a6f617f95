package convspectrum.search.proxy.input;

import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.Values;
import convspectrum.search.proxy.numeric.PatternSet;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which inputs of activations are above 0, sample by sample. An input that several activations read
 * counts once for each.
 */
public final class ActivationCodes implements Observer {
  /** The activations that cut at 0. */
  public static final Set<ActivationFunction> RECTIFIERS =
      Set.of(ActivationFunction.RELU, ActivationFunction.RELU6);

  /** These and the smooth activations used in their place, but not the gates. */
  public static final Set<ActivationFunction> ACTIVATIONS =
      Set.of(
          ActivationFunction.RELU,
          ActivationFunction.RELU6,
          ActivationFunction.SILU,
          ActivationFunction.GELU,
          ActivationFunction.HARD_SWISH);

  private final int samples;
  private final Map<Node, Integer> readers = new HashMap<>();
  private final boolean patterns;
  private final PatternSet distinct;
  private final long[] differences;
  private long units;
  private long[] bits = new long[0];

  private ActivationCodes(int samples, boolean patterns) {
    this.samples = samples;
    this.patterns = patterns;
    this.distinct = new PatternSet(samples);
    this.differences = new long[samples * samples];
  }

  /**
   * The codes of a run's first batch.
   *
   * @param functions whose inputs count
   * @param patterns whether distinct patterns are wanted, rather than differences of samples
   */
  public static ActivationCodes of(
      ScoringRun run, Set<ActivationFunction> functions, boolean patterns) {
    ActivationCodes codes = new ActivationCodes(run.inputs().first().size(), patterns);
    for (Node node : run.graph().graph().nodes()) {
      if (node.op() instanceof Op.Activation activation && counts(activation, functions)) {
        codes.readers.merge(node.inputs().getFirst(), 1, Integer::sum);
      }
    }
    if (!codes.isEmpty()) {
      for (double logit : run.forward(codes)) {
        if (!Double.isFinite(logit)) {
          double[] images = run.inputs().first().images();
          throw FiniteCheck.failure(run.program(), images, run.statistics());
        }
      }
    }
    return codes;
  }

  /**
   * Whether the inputs of an activation count. A clip whose lower bound is 0 is a ReLU as ReLU6 is:
   * the quantisation of a network leaves out its ReLUs, and clips in their place.
   */
  static boolean counts(Op.Activation activation, Set<ActivationFunction> functions) {
    boolean rectifies =
        activation.function() == ActivationFunction.CLIP
            && activation.alpha() == 0
            && activation.beta() > 0;
    return functions.contains(rectifies ? ActivationFunction.RELU6 : activation.function());
  }

  /** Whether the network has none of these activations. */
  public boolean isEmpty() {
    return readers.isEmpty();
  }

  @Override
  public void value(Node node, Values value) {
    int times = readers.getOrDefault(node, 0);
    if (times == 0) {
      return;
    }
    int size = value.size() / samples;
    int words = Math.ceilDiv(size, Long.SIZE);
    if (bits.length < words * samples) {
      bits = new long[words * samples];
    }
    for (int n = 0; n < samples; n++) {
      value.markPositive(n, bits, n * words);
    }
    if (patterns) {
      distinct.add(bits, words, size);
    } else {
      units += (long) times * size;
      addDifferences(words, times);
    }
  }

  private void addDifferences(int words, int times) {
    for (int n = 0; n < samples; n++) {
      for (int m = 0; m < n; m++) {
        long different = (long) times * hamming(n * words, m * words, words);
        differences[n * samples + m] += different;
        differences[m * samples + n] += different;
      }
    }
  }

  private int hamming(int first, int second, int words) {
    int sum = 0;
    for (int i = 0; i < words; i++) {
      sum += Long.bitCount(bits[first + i] ^ bits[second + i]);
    }
    return sum;
  }

  /** The number of units that each two samples agree in: samples × samples, row-major. */
  public double[] agreements() {
    double[] kernel = new double[differences.length];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = units - differences[i];
    }
    return kernel;
  }

  /** The number of distinct patterns over the samples. */
  public int distinctPatterns() {
    return distinct.size();
  }
}
