package convspectrum.search.proxy;

import convspectrum.gradients.Precision;
import convspectrum.gradients.batch.Statistics;
import convspectrum.search.design.Network;
import convspectrum.search.proxy.input.ProxyBatch;
import convspectrum.search.proxy.input.ScoredNetwork;
import convspectrum.search.proxy.input.ScoringInputs;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A 1×1 convolution of two channels, batch norm, ReLU, global pooling and a linear layer, and the
 * same in plain loops, whose derivatives are differences.
 */
final class NormedNetwork {
  private static final int IN = 2;
  private static final int PIXELS = 4;
  private static final int OUT = 3;
  private static final double STEP = 1e-5;
  private static final String TEXT =
      """
      name: normed
      input: {channels: 2, height: 2, width: 2}
      layers:
        - conv: {out: 3, kernel: 1, norm: batch, activation: relu}
        - global-pool
        - flatten
        - linear: 4
      """;
  private static final int CLASSES = 4;

  /** Weights of the convolution, γ, β, weights and biases of the linear layer. */
  private final double[][] tensors = {
    new double[OUT * IN],
    new double[OUT],
    new double[OUT],
    new double[CLASSES * OUT],
    new double[CLASSES]
  };

  private final double[] images;
  private final int[] labels;

  /** With values drawn by the seed, as many images as labels. */
  NormedNetwork(long seed, int... labels) {
    SplittableRandom random = new SplittableRandom(seed);
    for (double[] tensor : tensors) {
      fill(tensor, random);
    }
    this.labels = labels.clone();
    images = new double[labels.length * IN * PIXELS];
    fill(images, random);
  }

  private static void fill(double[] values, SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
  }

  /** The score of the network by a proxy, in float64. */
  Score score(String proxy) {
    Spec spec = Spec.parse("normed.yaml", TEXT);
    Network network = Network.design(spec, spec.defaults(), Optional.empty());
    ScoredNetwork scored =
        new ScoredNetwork(
            Shape.of(1, IN, 2, 2),
            shape ->
                new ScoredNetwork.Source(
                    network.resized().apply(shape).graph(), NormedNetwork.this::tensor));
    ProxyBatch batch = new ProxyBatch(images, labels);
    ScoringInputs inputs =
        new ScoringInputs(
            batch, batch, double[]::new, graph -> List.of(), (number, count) -> new double[count]);
    return AccuracyProxies.score(
        AccuracyProxies.named(proxy),
        new ScoringRun(scored, scored, Precision.FLOAT64, Statistics.BATCH, inputs));
  }

  private Tensor tensor(Node node, ParameterSlot slot) {
    boolean weight = slot.role().equals(ParameterSlot.WEIGHT);
    double[] values =
        switch (node.op()) {
          case Op.Conv _ -> tensors[0];
          case Op.BatchNorm _ -> tensors[weight ? 1 : 2];
          default -> tensors[weight ? 3 : 4];
        };
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return Tensor.of(slot.shape(), floats);
  }

  int samples() {
    return labels.length;
  }

  /** Logits of images that are normed together, an array for each image. */
  private double[][] logits(double[] x) {
    int samples = x.length / (IN * PIXELS);
    double[][] logits = new double[samples][CLASSES];
    for (double[] row : logits) {
      System.arraycopy(tensors[4], 0, row, 0, CLASSES);
    }
    for (int o = 0; o < OUT; o++) {
      double[] z = new double[samples * PIXELS];
      double mean = 0;
      for (int i = 0; i < z.length; i++) {
        for (int c = 0; c < IN; c++) {
          z[i] += tensors[0][o * IN + c] * x[(i / PIXELS * IN + c) * PIXELS + i % PIXELS];
        }
        mean += z[i] / z.length;
      }
      double variance = 0;
      for (double one : z) {
        variance += (one - mean) * (one - mean) / z.length;
      }
      for (int i = 0; i < z.length; i++) {
        double normed = (z[i] - mean) / Math.sqrt(variance + 1e-5);
        double active = Math.max(0, tensors[1][o] * normed + tensors[2][o]);
        for (int k = 0; k < CLASSES; k++) {
          logits[i / PIXELS][k] += tensors[3][k * OUT + o] * active / PIXELS;
        }
      }
    }
    return logits;
  }

  /** ∂(sum of all logits) / ∂(pixel of an image), all images normed together. */
  double[] jacobian(int image) {
    double[] row = new double[IN * PIXELS];
    for (int i = 0; i < row.length; i++) {
      double[] more = images.clone();
      double[] less = images.clone();
      more[image * row.length + i] += STEP;
      less[image * row.length + i] -= STEP;
      row[i] = (sum(logits(more)) - sum(logits(less))) / (2 * STEP);
    }
    return row;
  }

  private static double sum(double[][] logits) {
    double sum = 0;
    for (double[] row : logits) {
      for (double one : row) {
        sum += one;
      }
    }
    return sum;
  }

  /** The logits of an image that is normed alone. */
  double[] alone(int image) {
    return logits(Arrays.copyOfRange(images, image * 8, image * 8 + 8))[0];
  }

  int tensors() {
    return tensors.length;
  }

  /** ∂logits / ∂(first value of a tensor), of an image that is normed alone. */
  double[] alone(int image, int tensor) {
    double was = tensors[tensor][0];
    tensors[tensor][0] = was + STEP;
    double[] more = alone(image);
    tensors[tensor][0] = was - STEP;
    double[] less = alone(image);
    tensors[tensor][0] = was;
    double[] slope = new double[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      slope[k] = (more[k] - less[k]) / (2 * STEP);
    }
    return slope;
  }
}
