package convspectrum.spec.lowering;

import convspectrum.spec.block.Activation;
import convspectrum.spec.block.Between;
import convspectrum.spec.block.Conv;
import convspectrum.spec.block.Depthwise;
import convspectrum.spec.block.FieldException;
import convspectrum.spec.block.HeightWidth;
import convspectrum.spec.block.InvertedResidual;
import convspectrum.spec.block.Norm;
import convspectrum.spec.block.Order;
import convspectrum.spec.block.PaddingRule;
import convspectrum.spec.block.Pointwise;
import convspectrum.spec.block.Segmented;
import convspectrum.spec.block.Segments;
import convspectrum.spec.block.Separable;
import convspectrum.spec.block.TransposedConv;
import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.graph.Window;
import java.util.List;
import java.util.Optional;

/** Lowers the blocks whose heart is a convolution. */
final class Convolutions {
  static final HeightWidth ONE = HeightWidth.square(1);
  static final PaddingRule VALID = new PaddingRule.Valid();
  private static final Segments DEPTHWISE = new Segments.Depthwise();

  private final Emitter emitter;

  Convolutions(Emitter emitter) {
    this.emitter = emitter;
  }

  Node conv(Place place, Conv block, Node input) {
    SpatialAxes.require(input.shape());
    int groups =
        ChannelGroups.of("groups", block.groups(), input, block.out(), ChannelGroups.OF_A_SPLIT);
    Op conv =
        input.shape().rank() == 4
            ? new Op.Conv(block.out(), window(block, input.shape()), groups, block.bias())
            : new ConvNd(block.out(), SpatialAxes.of(block, input.shape()), groups, block.bias());
    return finish(place, block.norm(), block.activation(), emitter.add(place, "conv", conv, input));
  }

  private static Window window(Conv block, Shape input) {
    if (block.depthKernel().isPresent() || block.depthStride().isPresent()) {
      throw new FieldException(
          block.depthKernel().isPresent() ? "depth-kernel" : "depth-stride",
          "the input " + input + " has no depth",
          "a volume (batch, channels, depth, height, width)");
    }
    return window(block.kernel(), block.stride(), block.dilation(), block.padding(), input);
  }

  Node transposed(Place place, TransposedConv block, Node input) {
    SpatialAxes.require(input.shape());
    int groups =
        ChannelGroups.of("groups", block.groups(), input, block.out(), ChannelGroups.OF_A_SPLIT);
    List<Slide> slides = SpatialAxes.of(block, input.shape());
    List<Integer> more = SpatialAxes.outputPadding(block, slides);
    Op conv =
        new convspectrum.spec.composite.TransposedConv(
            block.out(), slides, more, groups, block.bias());
    return finish(place, block.norm(), block.activation(), emitter.add(place, "conv", conv, input));
  }

  Node depthwise(Place place, Depthwise block, Node input) {
    SpatialConvolution spatial = new SpatialConvolution(block, DEPTHWISE, "kernel");
    Node x = spatial.lower(emitter, place, block.multiplier(), input);
    return finish(place, block.norm(), block.activation(), x);
  }

  Node pointwise(Place place, Pointwise block, Node input) {
    Node x =
        new PointwiseConvolution(
                block.out(), block.groups(), block.parts(), "parts", block.stride(), block.bias())
            .lower(emitter, place, input);
    return finish(place, block.norm(), block.activation(), x);
  }

  Node segmented(Place place, Segmented block, Node input) {
    SpatialConvolution spatial = new SpatialConvolution(block, block.segments(), "segments");
    Node x = input;
    switch (block.order()) {
      case POINTWISE_FIRST -> {
        x = pointwise(place, "pointwise", block.out(), block.bias(), x);
        x = between(place, block.between(), x);
        x = spatial.lower(emitter, place, 1, x);
      }
      case SPATIAL_FIRST -> {
        x = spatial.lower(emitter, place, block.multiplier(), x);
        x = between(place, block.between(), x);
        x = pointwise(place, "pointwise", block.out(), block.bias(), x);
      }
    }
    return finish(place, block.norm(), block.activation(), x);
  }

  Node separable(Place place, Separable block, Node input) {
    return segmented(
        place,
        new Segmented(
            block.out(),
            DEPTHWISE,
            Order.SPATIAL_FIRST,
            block.kernel(),
            block.kernels(),
            block.shares(),
            block.stride(),
            block.dilation(),
            block.padding(),
            block.between(),
            block.norm(),
            block.activation(),
            block.bias(),
            block.multiplier()),
        input);
  }

  Node invertedResidual(
      Place place, InvertedResidual block, Combinations combinations, Node input) {
    int in = channels(input);
    int expanded =
        block.expanded().isPresent()
            ? block.expanded().get()
            : Math.toIntExact(Math.round(in * block.expansion()));
    if (expanded < 1) {
      throw new FieldException(
          "expansion", block.expansion() + " times " + in + " is no channel", "a larger number");
    }
    Node x = input;
    if (expanded != in || block.expanded().isEmpty() && block.expansion() != 1) {
      Place expand = place.part("expand");
      x =
          PointwiseConvolution.inParts(expanded, block.expandParts(), "expand-parts", block.bias())
              .lower(emitter, expand, x);
      x = finish(expand, block.norm(), block.activation(), x);
    }
    SpatialConvolution spatial = new SpatialConvolution(block, block.segments(), "segments");
    Place middle = place.part("spatial");
    x = spatial.lower(emitter, middle, 1, x);
    x = finish(middle, block.norm(), block.activation(), x);
    if (block.squeezeExcite().isPresent()) {
      x =
          combinations.squeezeExcite(
              place.part("squeeze-excite"), block.squeezeExcite().get(), in, x);
    }
    Place project = place.part("project");
    x =
        PointwiseConvolution.inParts(
                block.out(), block.projectParts(), "project-parts", block.bias())
            .lower(emitter, project, x);
    x = emitter.norm(project, block.norm(), x);
    return block.shortcut() && x.shape().equals(input.shape())
        ? emitter.add(place, "add", new Op.Add(), List.of(x, input))
        : x;
  }

  Node pointwise(Place place, String part, int out, boolean bias, Node input) {
    featureMap(input);
    Window window = window(ONE, ONE, ONE, VALID, input.shape());
    return emitter.add(place, part, new Op.Conv(out, window, 1, bias), input);
  }

  /** A 1×1 convolution with a stride: the shortcut of a residual block. */
  Node projection(Place place, int out, HeightWidth stride, Optional<Norm> norm, Node input) {
    Window window = window(ONE, stride, ONE, VALID, input.shape());
    Node x = emitter.add(place, "conv", new Op.Conv(out, window, 1, false), input);
    return emitter.norm(place, norm, x);
  }

  /** A convolution padded to keep the size, with norm and activation behind it. */
  Node same(
      Place place,
      int out,
      HeightWidth kernel,
      boolean bias,
      Optional<Norm> norm,
      Optional<Activation> activation,
      Node input) {
    Window window = window(kernel, ONE, ONE, new PaddingRule.Same(), input.shape());
    Node x = emitter.add(place, "conv", new Op.Conv(out, window, 1, bias), input);
    return finish(place, norm, activation, x);
  }

  private Node between(Place place, Optional<Between> between, Node input) {
    if (between.isEmpty()) {
      return input;
    }
    Place inside = place.part("between");
    return finish(inside, between.get().norm(), between.get().activation(), input);
  }

  private Node finish(
      Place place, Optional<Norm> norm, Optional<Activation> activation, Node input) {
    return emitter.activation(place, activation, emitter.norm(place, norm, input));
  }

  static Window window(
      HeightWidth kernel, HeightWidth stride, HeightWidth dilation, PaddingRule rule, Shape input) {
    Padding padding = rule.around(kernel, stride, dilation, input.height(), input.width());
    Window window =
        new Window(
            kernel.height(),
            kernel.width(),
            stride.height(),
            stride.width(),
            dilation.height(),
            dilation.width(),
            padding);
    if (kernel != ONE) {
      requireFit(window, input);
    }
    return window;
  }

  /** A kernel that is too large is a fault of that field, not of the block. */
  private static void requireFit(Window window, Shape input) {
    try {
      window.outputHeight(input.height());
      window.outputWidth(input.width());
    } catch (ShapeException e) {
      throw new FieldException(
          "kernel", String.valueOf(e.getMessage()), "a smaller kernel or more padding");
    }
  }

  static int channels(Node input) {
    featureMap(input);
    return input.shape().channels();
  }

  static void featureMap(Node input) {
    if (input.shape().rank() != 4) {
      throw new FieldException(
          "",
          "the input has shape " + input.shape(),
          "expected a feature map (batch, channels, height, width)");
    }
  }
}
