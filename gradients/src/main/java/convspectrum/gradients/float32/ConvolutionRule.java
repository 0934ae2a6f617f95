package convspectrum.gradients.float32;

import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.Taps;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.gradients.float32.window.Blocks;
import convspectrum.gradients.float32.window.PatchGradient;
import convspectrum.gradients.float32.window.PatchProduct;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Computes a convolution with any number of groups as products of matrices. With P the patches of
 * the input, W the weights and G the gradient of the output: Y = PW, dW = PᵀG, and dX is the
 * product of the patches of G under the reversed window with Wᵀ.
 */
final class ConvolutionRule implements LearnedRule {
  private final Kernels kernels;
  private final Shape in;
  private final Shape out;
  private final Op.Conv conv;
  private final Shape weightShape;
  private float[] bias;
  private final List<PatchProduct> forward = new ArrayList<>();
  private final List<float[]> weights = new ArrayList<>();

  /** The products of the backward pass, per group, then per grid. */
  private final List<PatchProduct> backward = new ArrayList<>();

  private final List<float[]> transposed = new ArrayList<>();
  private final List<PatchGradient> outer = new ArrayList<>();
  private final List<float[]> gradients = new ArrayList<>();
  private final float[] biasGradient;
  private float @Nullable [] values;

  /**
   * @param weight (outChannels, inChannels / groups, height, width), row-major
   * @param bias one per output channel; empty if there is none
   */
  ConvolutionRule(Kernels kernels, PlanStep step, Op.Conv conv, float[] weight, float[] bias) {
    this.kernels = kernels;
    this.conv = conv;
    boolean point = isPoint(conv.window());
    this.in = point ? asRow(step.input().shape()) : step.input().shape();
    this.out = point ? asRow(step.shape()) : step.shape();
    this.bias = bias;
    this.biasGradient = new float[bias.length];
    this.values = weight;
    this.weightShape =
        Shape.of(
            conv.outChannels(),
            in.channels() / conv.groups(),
            conv.window().kernelHeight(),
            conv.window().kernelWidth());
    Taps taps = Taps.forward(conv.window(), in, out);
    for (int g = 0; g < conv.groups(); g++) {
      PatchProduct product =
          new PatchProduct(kernels, taps, g * sources(), sources(), g * targets(), targets());
      forward.add(product);
      weights.add(new float[product.blocks().size()]);
      pack(weights.get(g), product.blocks(), taps, g, weight);
    }
  }

  private static boolean isPoint(Window window) {
    return window.kernelHeight() == 1
        && window.kernelWidth() == 1
        && window.strideHeight() == 1
        && window.strideWidth() == 1
        && window.padding().equals(Padding.NONE);
  }

  /** Views all pixels of all samples as one row: a pointwise op ignores a pixel's neighbours. */
  private static Shape asRow(Shape shape) {
    return Shape.of(1, shape.channels(), 1, Math.toIntExact(shape.elements() / shape.channels()));
  }

  private int sources() {
    return in.channels() / conv.groups();
  }

  private int targets() {
    return out.channels() / conv.groups();
  }

  /** Distance from a weight to that of the next source channel. */
  private int sourceStep() {
    return weightShape.height() * weightShape.width();
  }

  /** Distance from a weight to that of the next target channel. */
  private int targetStep() {
    return sources() * sourceStep();
  }

  private void pack(float[] packed, Blocks blocks, Taps taps, int group, float[] weight) {
    int first = group * targets() * targetStep();
    for (int t = 0; t < taps.count(); t++) {
      int from = first + taps.tap(t);
      blocks.pack(packed, t * sources(), sources(), weight, from, sourceStep(), targetStep());
    }
  }

  /** Packs the transposed weights of every product of the backward pass. */
  private void packTransposed(List<Taps> grids, float[] weight) {
    for (int k = 0; k < backward.size(); k++) {
      Taps taps = grids.get(k % grids.size());
      int first = k / grids.size() * targets() * targetStep();
      Blocks blocks = backward.get(k).blocks();
      for (int t = 0; t < taps.count(); t++) {
        int from = first + taps.tap(t);
        blocks.pack(
            transposed.get(k), t * targets(), targets(), weight, from, targetStep(), sourceStep());
      }
    }
  }

  @Override
  public void forward(Operands run) {
    int inSize = Math.toIntExact(in.elements() / in.batch());
    int outSize = Math.toIntExact(out.elements() / out.batch());
    for (int n = 0; n < in.batch(); n++) {
      for (int g = 0; g < conv.groups(); g++) {
        forward
            .get(g)
            .sample(run.input(), n * inSize, weights.get(g), bias, run.output, n * outSize);
      }
    }
  }

  @Override
  public void backward(Operands run) {
    if (run.mode.weightGradients()) {
      weightGradient(run.input(), run.gradient);
    }
    float[] dx = run.inputGradient();
    if (dx != null) {
      inputGradient(run.gradient, dx);
    }
  }

  private void inputGradient(float[] gradient, float[] dx) {
    prepareBackward();
    int inSize = Math.toIntExact(in.elements() / in.batch());
    int outSize = Math.toIntExact(out.elements() / out.batch());
    for (int n = 0; n < in.batch(); n++) {
      for (int k = 0; k < backward.size(); k++) {
        backward
            .get(k)
            .sample(gradient, n * outSize, transposed.get(k), new float[0], dx, n * inSize);
      }
    }
  }

  private void prepareBackward() {
    if (!backward.isEmpty()) {
      return;
    }
    List<Taps> grids = Taps.backward(conv.window(), in, out);
    for (int g = 0; g < conv.groups(); g++) {
      for (Taps taps : grids) {
        backward.add(
            new PatchProduct(kernels, taps, g * targets(), targets(), g * sources(), sources()));
      }
    }
    if (transposed.isEmpty()) {
      backward.forEach(product -> transposed.add(new float[product.blocks().size()]));
      packTransposed(grids, Objects.requireNonNull(values));
    }
    values = null;
  }

  private void weightGradient(float[] x, float[] gradient) {
    if (outer.isEmpty()) {
      prepareOuter();
    }
    int inSize = Math.toIntExact(in.elements() / in.batch());
    int outSize = Math.toIntExact(out.elements() / out.batch());
    for (int n = 0; n < in.batch(); n++) {
      for (int g = 0; g < conv.groups(); g++) {
        outer.get(g).sample(x, n * inSize, gradient, n * outSize, gradients.get(g));
      }
    }
    if (bias.length > 0) {
      ChannelSums.add(kernels, gradient, bias.length, biasGradient);
    }
  }

  private void prepareOuter() {
    Taps taps = Taps.forward(conv.window(), in, out);
    for (int g = 0; g < conv.groups(); g++) {
      PatchGradient product =
          new PatchGradient(kernels, taps, g * sources(), sources(), g * targets(), targets());
      outer.add(product);
      gradients.add(new float[product.blocks().size()]);
    }
  }

  @Override
  public void clear() {
    gradients.forEach(gradient -> Arrays.fill(gradient, 0));
    Arrays.fill(biasGradient, 0);
  }

  @Override
  public float[] gradient(String role) {
    if (role.equals(ParameterSlot.BIAS)) {
      return biasGradient.clone();
    }
    float[] gradient = new float[Math.toIntExact(weightShape.elements())];
    for (int g = 0; g < outer.size(); g++) {
      int first = g * targets() * targetStep();
      for (int t = 0; t < sourceStep(); t++) {
        outer
            .get(g)
            .blocks()
            .unpack(
                gradients.get(g),
                t * sources(),
                sources(),
                gradient,
                first + t,
                sourceStep(),
                targetStep());
      }
    }
    return gradient;
  }

  @Override
  public void set(String role, float[] changed) {
    if (role.equals(ParameterSlot.BIAS)) {
      System.arraycopy(changed, 0, bias, 0, bias.length);
      return;
    }
    Taps taps = Taps.forward(conv.window(), in, out);
    for (int g = 0; g < conv.groups(); g++) {
      pack(weights.get(g), forward.get(g).blocks(), taps, g, changed);
    }
    prepareBackward();
    packTransposed(Taps.backward(conv.window(), in, out), changed);
  }

  @Override
  public void follow(Trained leader) {
    ConvolutionRule first = (ConvolutionRule) leader;
    first.prepareBackward();
    bias = first.bias;
    weights.clear();
    weights.addAll(first.weights);
    transposed.clear();
    transposed.addAll(first.transposed);
  }

  @Override
  public void add(Trained other) {
    ConvolutionRule more = (ConvolutionRule) other;
    for (int g = 0; g < more.outer.size(); g++) {
      Trained.add(gradients.get(g), more.gradients.get(g));
    }
    Trained.add(biasGradient, more.biasGradient);
  }
}
