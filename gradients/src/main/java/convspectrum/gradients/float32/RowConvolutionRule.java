package convspectrum.gradients.float32;

import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.gradients.float32.window.PaddedMap;
import convspectrum.gradients.float32.window.PaddedMaps;
import convspectrum.gradients.float32.window.RowGradient;
import convspectrum.gradients.float32.window.RowProduct;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Computes a convolution with a window three wide and stride 1, which is the most frequent kind.
 * Both passes are a {@link RowProduct}, backwards with a reversed window and transposed weights.
 */
final class RowConvolutionRule implements LearnedRule {
  /** Narrower maps are computed by {@link ConvolutionRule}, whose sums have another order. */
  private static final int NARROWEST = 7;

  /** Groups of fewer channels are computed by it too. */
  private static final int FEWEST = 8;

  private final Kernels kernels;
  private final Shape in;
  private final Shape out;
  private final int groups;
  private final int sources;
  private final int targets;
  private final int height;
  private float[] bias;
  private final float[] biasGradient;
  private final PaddedMap x;
  private final PaddedMap g;
  private final RowProduct forward;
  private final RowProduct backward;
  private final RowGradient outer;
  private final float[][] weights;
  private final float[] @Nullable [] transposed;
  private final float[] @Nullable [] gradients;

  /** The weights of every group as (targets, sources, height, 3). */
  private float[] weight;

  /**
   * @param maps maps that all rules share, since they run one after another
   * @param weight (outChannels, inChannels / groups, height, 3), row-major
   * @param bias one per output channel; empty if there is none
   */
  RowConvolutionRule(
      Kernels kernels, PaddedMaps maps, PlanStep step, Op.Conv conv, float[] weight, float[] bias) {
    this.kernels = kernels;
    this.in = step.input().shape();
    this.out = step.shape();
    this.groups = conv.groups();
    this.sources = in.channels() / groups;
    this.targets = out.channels() / groups;
    this.height = conv.window().kernelHeight();
    this.bias = bias;
    this.biasGradient = new float[bias.length];
    this.weight = weight;
    PaddedMap.Extent read = read(conv.window());
    PaddedMap.Extent made = made(conv.window());
    this.x = maps.of(read, false);
    this.g = maps.of(made, true);
    this.forward = new RowProduct(kernels, x, read, height, targets);
    this.backward = new RowProduct(kernels, g, made, height, sources);
    this.outer = new RowGradient(kernels, x, read, g, made, height);
    this.weights = new float[groups][];
    this.transposed = new float[groups][];
    this.gradients = new float[groups][];
    for (int group = 0; group < groups; group++) {
      weights[group] = new float[forward.size()];
      pack(weights[group], group, false);
    }
  }

  /** Whether this rule can compute a convolution and is fast for it. */
  static boolean takes(Op.Conv conv, Shape in, Shape out) {
    Window window = conv.window();
    int narrowest = Math.min(in.channels(), out.channels()) / conv.groups();
    return window.kernelWidth() == Kernels.WINDOW
        && window.strideHeight() == 1
        && window.strideWidth() == 1
        && window.dilationHeight() == 1
        && window.dilationWidth() == 1
        && window.padding().left() < window.kernelWidth()
        && window.padding().right() < window.kernelWidth()
        && window.padding().top() < window.kernelHeight()
        && window.padding().bottom() < window.kernelHeight()
        && Math.min(in.width(), out.width()) >= NARROWEST
        && (conv.groups() == 1 || narrowest >= FEWEST);
  }

  /** The input with the window's padding. */
  private PaddedMap.Extent read(Window window) {
    return new PaddedMap.Extent(
        sources,
        in.height(),
        in.width(),
        window.padding().top(),
        window.padding().left(),
        out.height() + height - 1,
        out.width() + Kernels.WINDOW - 1);
  }

  /** The gradient of the output, padded so that the reversed window gives the input's gradient. */
  private PaddedMap.Extent made(Window window) {
    return new PaddedMap.Extent(
        targets,
        out.height(),
        out.width(),
        height - 1 - window.padding().top(),
        Kernels.WINDOW - 1 - window.padding().left(),
        in.height() + height - 1,
        in.width() + Kernels.WINDOW - 1);
  }

  /** Row-major position of the first weight of a window. */
  private int place(int group, int target, int source) {
    return ((group * targets + target) * sources + source) * height * Kernels.WINDOW;
  }

  private void pack(float[] packed, int group, boolean reversed) {
    RowProduct product = reversed ? backward : forward;
    int row = reversed ? -product.rowStep() : product.rowStep();
    int column = reversed ? -Kernels.BLOCK : Kernels.BLOCK;
    for (int o = 0; o < targets; o++) {
      for (int s = 0; s < sources; s++) {
        int first =
            reversed
                ? product.place(s, o, height - 1, Kernels.WINDOW - 1)
                : product.place(o, s, 0, 0);
        int from = place(group, o, s);
        for (int u = 0; u < height; u++) {
          for (int v = 0; v < Kernels.WINDOW; v++) {
            packed[first + u * row + v * column] = weight[from++];
          }
        }
      }
    }
  }

  @Override
  public void forward(Operands run) {
    int inSize = Math.toIntExact(in.elements() / in.batch());
    int outSize = Math.toIntExact(out.elements() / out.batch());
    for (int n = 0; n < in.batch(); n++) {
      for (int group = 0; group < groups; group++) {
        int first = group * targets;
        x.fill(kernels, run.input(), n * inSize + group * sources, in.channels());
        forward.sample(
            weights[group], bias, first, run.output, n * outSize + first, out.channels());
      }
    }
  }

  @Override
  public void backward(Operands run) {
    int inSize = Math.toIntExact(in.elements() / in.batch());
    int outSize = Math.toIntExact(out.elements() / out.batch());
    float[] dx = run.inputGradient();
    boolean weighted = run.mode.weightGradients();
    for (int n = 0; n < in.batch(); n++) {
      for (int group = 0; group < groups; group++) {
        int from = n * inSize + group * sources;
        g.fill(kernels, run.gradient, n * outSize + group * targets, out.channels());
        if (weighted) {
          x.fill(kernels, run.input(), from, in.channels());
          outer.sample(gradient(group));
        }
        if (dx != null) {
          backward.sample(transposed(group), new float[0], 0, dx, from, in.channels());
        }
      }
    }
    if (weighted && bias.length > 0) {
      ChannelSums.add(kernels, run.gradient, bias.length, biasGradient);
    }
  }

  private float[] transposed(int group) {
    float[] made = transposed[group];
    if (made == null) {
      made = new float[backward.size()];
      pack(made, group, true);
      transposed[group] = made;
    }
    return made;
  }

  private float[] gradient(int group) {
    float[] made = gradients[group];
    if (made == null) {
      made = new float[outer.size()];
      gradients[group] = made;
    }
    return made;
  }

  @Override
  public void clear() {
    for (float[] sums : gradients) {
      if (sums != null) {
        Arrays.fill(sums, 0);
      }
    }
    Arrays.fill(biasGradient, 0);
  }

  @Override
  public float firstGradient(String role) {
    return role.equals(ParameterSlot.BIAS) ? biasGradient[0] : gradient(0)[outer.place(0, 0, 0, 0)];
  }

  @Override
  public float[] gradient(String role) {
    if (role.equals(ParameterSlot.BIAS)) {
      return biasGradient.clone();
    }
    float[] gradient = new float[weight.length];
    for (int group = 0; group < groups; group++) {
      float[] sums = gradient(group);
      for (int o = 0; o < targets; o++) {
        for (int s = 0; s < sources; s++) {
          int first = outer.place(o, s, 0, 0);
          int to = place(group, o, s);
          for (int u = 0; u < height; u++) {
            for (int v = 0; v < Kernels.WINDOW; v++) {
              gradient[to++] = sums[first + u * RowGradient.ROW + v * Kernels.BLOCK];
            }
          }
        }
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
    System.arraycopy(changed, 0, weight, 0, weight.length);
    for (int group = 0; group < groups; group++) {
      pack(weights[group], group, false);
      pack(transposed(group), group, true);
    }
  }

  @Override
  public void follow(Trained leader) {
    RowConvolutionRule first = (RowConvolutionRule) leader;
    bias = first.bias;
    weight = first.weight;
    for (int group = 0; group < groups; group++) {
      weights[group] = first.weights[group];
      transposed[group] = first.transposed(group);
    }
  }

  @Override
  public void add(Trained other) {
    RowConvolutionRule more = (RowConvolutionRule) other;
    for (int group = 0; group < groups; group++) {
      Trained.add(gradient(group), more.gradient(group));
    }
    Trained.add(biasGradient, more.biasGradient);
  }
}
