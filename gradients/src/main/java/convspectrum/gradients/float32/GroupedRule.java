package convspectrum.gradients.float32;

import convspectrum.gradients.batch.Grouping;
import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.Taps;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.gradients.float32.window.LaneOuter;
import convspectrum.gradients.float32.window.LaneWindow;
import convspectrum.gradients.float32.window.PaddedMaps;
import convspectrum.gradients.float32.window.SpreadMap;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes a convolution whose groups have few channels, one channel in the extreme. Each lane has
 * a channel of its own: forwards a target, backwards a source (but a target for the gradient of the
 * weights where groups have one source). What it reads of the other side is spread over the lanes,
 * so that registers of whole groups are multiplied.
 */
final class GroupedRule implements LearnedRule {
  /** With more channels, products of one group fill the lanes. */
  private static final int MOST = 8;

  /** Most targets of a single group with one source, such as the first layer for grey images. */
  private static final int MOST_OF_ONE = 32;

  private final Kernels kernels;
  private final PaddedMaps maps;
  private final Shape in;
  private final Shape out;
  private final Window shape;
  private final int window;
  private final Grouping grouping;
  private final Taps taps;
  private final SpreadMap x;
  private final LaneWindow forward;

  /** What the backward pass needs, from the first one on. */
  private @Nullable Backward backward;

  /** The weights as they are given, and in the layout of the product. */
  private float[] weight;

  private float[] weights;
  private float[] bias;
  private final float[] biasGradient;

  /** The weights of the products of the backward pass; empty before the first one. */
  private float[][] transposed = new float[0][];

  private float[] gradients = new float[0];

  /**
   * The backward pass.
   *
   * @param own the sources, or the gradient of the targets where lanes have these
   * @param g the gradient, spread over lanes of sources
   * @param grids the taps of the gradient of the sources, and their products with the weights
   */
  private record Backward(
      SpreadMap own, SpreadMap g, List<Taps> grids, List<LaneWindow> products, LaneOuter outer) {}

  /**
   * @param maps maps that all rules share, since they run one after another
   * @param weight (outChannels, inChannels / groups, height, width), row-major
   * @param bias one per output channel; empty if there is none
   */
  GroupedRule(
      Kernels kernels, PaddedMaps maps, PlanStep step, Op.Conv conv, float[] weight, float[] bias) {
    this.kernels = kernels;
    this.maps = maps;
    this.in = step.input().shape();
    this.out = step.shape();
    int groups = conv.groups();
    this.grouping =
        new Grouping(groups, in.channels() / groups, out.channels() / groups, Kernels.BLOCK);
    this.shape = conv.window();
    this.taps = Taps.forward(shape, in, out);
    this.window = taps.count();
    SpreadMap.Extent read = SpreadMap.Extent.of(List.of(taps), grouping.sources());
    this.x = maps.of(read, false);
    this.forward = new LaneWindow(kernels, taps, grouping, x);
    this.weight = weight;
    this.weights = new float[forward.size()];
    this.bias = bias;
    this.biasGradient = new float[bias.length];
    pack();
  }

  /** Whether this rule can compute a convolution and is fast for it. */
  static boolean takes(Op.Conv conv, Shape in) {
    int groups = conv.groups();
    int channels = Math.max(in.channels(), conv.outChannels());
    boolean grey = in.channels() == 1 && channels <= MOST_OF_ONE && isWindow(conv.window());
    return groups == 1 ? grey : channels / groups <= MOST;
  }

  private static boolean isWindow(Window window) {
    return window.kernelHeight() * window.kernelWidth() > 1;
  }

  /** Row-major position of a weight; channels are counted over all groups. */
  private int place(int target, int source, int tap) {
    return (target * grouping.sources() + source % grouping.sources()) * window + tap;
  }

  private void pack() {
    for (int block = 0; block < grouping.blocks(); block++) {
      for (int lane = 0; lane < grouping.used(block); lane++) {
        int target = grouping.firstTarget(block) + lane;
        for (int k = 0; k < grouping.sources(); k++) {
          int from = place(target, k, 0);
          for (int t = 0; t < window; t++) {
            weights[forward.place(block, t, k, lane)] = weight[from + t];
          }
        }
      }
    }
  }

  /** Whether lanes have targets in the gradient of the weights: one source needs no spreading. */
  private boolean byTarget() {
    return grouping.sources() == 1 && grouping.targets() > 1;
  }

  private Backward prepareBackward() {
    Backward made = backward;
    if (made == null) {
      Grouping back = grouping.reversed();
      List<Taps> grids = Taps.backward(shape, in, out);
      SpreadMap own =
          byTarget()
              ? maps.of(SpreadMap.Extent.whole(out), true)
              : maps.of(SpreadMap.Extent.of(List.of(taps), 1), false);
      SpreadMap g = maps.of(SpreadMap.Extent.of(grids, back.sources()), true);
      List<LaneWindow> products =
          grids.stream().map(grid -> new LaneWindow(kernels, grid, back, g)).toList();
      LaneOuter outer =
          byTarget()
              ? new LaneOuter(kernels, taps, grouping, x, own)
              : new LaneOuter(kernels, taps, back, own, g);
      made = new Backward(own, g, grids, products, outer);
      backward = made;
    }
    if (transposed.length == 0) {
      transposed =
          made.products().stream().map(one -> new float[one.size()]).toArray(float[][]::new);
      packTransposed(made);
    }
    return made;
  }

  private void packTransposed(Backward made) {
    for (int grid = 0; grid < transposed.length; grid++) {
      packTransposed(made.grids().get(grid), made.products().get(grid), transposed[grid]);
    }
  }

  private void packTransposed(Taps grid, LaneWindow product, float[] packed) {
    Grouping back = grouping.reversed();
    for (int block = 0; block < back.blocks(); block++) {
      for (int lane = 0; lane < back.used(block); lane++) {
        int source = back.firstTarget(block) + lane;
        for (int k = 0; k < back.sources(); k++) {
          int from = place(back.firstSource(block, lane) + k, source, 0);
          for (int t = 0; t < grid.count(); t++) {
            packed[product.place(block, t, k, lane)] = weight[from + grid.tap(t)];
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
      for (int block = 0; block < grouping.blocks(); block++) {
        x.fill(kernels, grouping, block, run.input(), n * inSize, in.channels());
        forward.product(block, weights, bias, run.output, n * outSize);
      }
    }
  }

  @Override
  public void backward(Operands run) {
    Backward made = prepareBackward();
    boolean weighted = run.mode.weightGradients();
    for (int n = 0; n < in.batch(); n++) {
      if (weighted && byTarget()) {
        byTarget(made, run, n);
      }
      if (run.inputGradient() != null || (weighted && !byTarget())) {
        bySource(made, run, n);
      }
    }
    if (weighted && bias.length > 0) {
      ChannelSums.add(kernels, run.gradient, bias.length, biasGradient);
    }
  }

  private void byTarget(Backward made, Operands run, int n) {
    int from = n * Math.toIntExact(in.elements() / in.batch());
    int gradient = n * Math.toIntExact(out.elements() / out.batch());
    for (int block = 0; block < grouping.blocks(); block++) {
      int first = gradient + grouping.firstTarget(block);
      x.fill(kernels, grouping, block, run.input(), from, in.channels());
      made.own().copy(kernels, run.gradient, first, out.channels(), grouping.used(block));
      made.outer().sample(block, gradients(made));
    }
  }

  private void bySource(Backward made, Operands run, int n) {
    int from = n * Math.toIntExact(in.elements() / in.batch());
    int gradient = n * Math.toIntExact(out.elements() / out.batch());
    float @Nullable [] dx = run.inputGradient();
    Grouping back = grouping.reversed();
    for (int block = 0; block < back.blocks(); block++) {
      made.g().fill(kernels, back, block, run.gradient, gradient, out.channels());
      if (run.mode.weightGradients() && !byTarget()) {
        int first = from + back.firstTarget(block);
        made.own().copy(kernels, run.input(), first, in.channels(), back.used(block));
        made.outer().sample(block, gradients(made));
      }
      for (int grid = 0; grid < transposed.length && dx != null; grid++) {
        LaneWindow product = made.products().get(grid);
        product.product(block, transposed[grid], new float[0], dx, from);
      }
    }
  }

  private float[] gradients(Backward made) {
    if (gradients.length == 0) {
      gradients = new float[made.outer().size()];
    }
    return gradients;
  }

  @Override
  public void clear() {
    Arrays.fill(gradients, 0);
    Arrays.fill(biasGradient, 0);
  }

  @Override
  public float firstGradient(String role) {
    return role.equals(ParameterSlot.BIAS) ? biasGradient[0] : gradients(prepareBackward())[0];
  }

  @Override
  public float[] gradient(String role) {
    if (role.equals(ParameterSlot.BIAS)) {
      return biasGradient.clone();
    }
    Backward made = prepareBackward();
    float[] sums = gradients(made);
    Grouping lanes = byTarget() ? grouping : grouping.reversed();
    float[] gradient = new float[weight.length];
    for (int block = 0; block < lanes.blocks(); block++) {
      for (int lane = 0; lane < lanes.used(block); lane++) {
        int own = lanes.firstTarget(block) + lane;
        for (int k = 0; k < lanes.sources(); k++) {
          int other = lanes.firstSource(block, lane) + k;
          int to = byTarget() ? place(own, other, 0) : place(other, own, 0);
          for (int t = 0; t < window; t++) {
            gradient[to + t] = sums[made.outer().place(block, t, k, lane)];
          }
        }
      }
    }
    return gradient;
  }

  @Override
  public void set(String role, float[] values) {
    if (role.equals(ParameterSlot.BIAS)) {
      System.arraycopy(values, 0, bias, 0, bias.length);
      return;
    }
    System.arraycopy(values, 0, weight, 0, weight.length);
    pack();
    packTransposed(prepareBackward());
  }

  @Override
  public void follow(Trained leader) {
    GroupedRule first = (GroupedRule) leader;
    first.prepareBackward();
    weight = first.weight;
    weights = first.weights;
    transposed = first.transposed;
    bias = first.bias;
  }

  @Override
  public void add(Trained other) {
    GroupedRule more = (GroupedRule) other;
    Trained.add(gradients(prepareBackward()), more.gradients(more.prepareBackward()));
    Trained.add(biasGradient, more.biasGradient);
  }
}
