package convspectrum.spec.lowering;

import convspectrum.spec.block.Conv;
import convspectrum.spec.block.FieldException;
import convspectrum.spec.block.HeightWidth;
import convspectrum.spec.block.PaddingRule;
import convspectrum.spec.block.TransposedConv;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.Slide;
import java.util.ArrayList;
import java.util.List;

/**
 * How a kernel slides along the axes of a sequence (N, C, length), a feature map or a volume (N, C,
 * depth, height, width), from fields that speak of height and width. A sequence has the same of
 * both; the depth of a volume goes as its height unless other fields say so.
 */
final class SpatialAxes {
  private SpatialAxes() {}

  /** Refuses what has no spatial axes, or more than three. */
  static void require(Shape input) {
    if (input.rank() < 3 || input.rank() > 5) {
      throw new FieldException(
          "",
          "the input has shape " + input,
          "expected a feature map (batch, channels, height, width), a sequence (batch, channels, length) or a volume (batch, channels, depth, height, width)");
    }
  }

  /** The slides of a convolution of a sequence or a volume. */
  static List<Slide> of(Conv block, Shape input) {
    boolean sequence = input.rank() == 3;
    if (sequence) {
      requireNumber("kernel", block.kernel());
      requireNumber("stride", block.stride());
      requireNumber("dilation", block.dilation());
    }
    requireOnePadding(block.padding());
    HeightWidth kernel = block.kernel();
    HeightWidth stride = block.stride();
    HeightWidth dilation = block.dilation();
    List<Slide> slides = new ArrayList<>();
    if (!sequence) {
      HeightWidth depthKernel = HeightWidth.square(block.depthKernel().orElse(kernel.height()));
      HeightWidth depthStride = HeightWidth.square(block.depthStride().orElse(stride.height()));
      slides.add(
          slide(
              block.padding(),
              depthKernel,
              depthStride,
              HeightWidth.square(dilation.height()),
              input.dim(2),
              true));
      slides.add(slide(block.padding(), kernel, stride, dilation, input.dim(-2), true));
    }
    slides.add(slide(block.padding(), kernel, stride, dilation, input.dim(-1), false));
    return slides;
  }

  private static Slide slide(
      PaddingRule rule,
      HeightWidth kernel,
      HeightWidth stride,
      HeightWidth dilation,
      int size,
      boolean vertical) {
    Padding padding = rule.around(kernel, stride, dilation, size, size);
    Slide slide =
        vertical
            ? new Slide(
                kernel.height(),
                stride.height(),
                dilation.height(),
                padding.top(),
                padding.bottom())
            : new Slide(
                kernel.width(), stride.width(), dilation.width(), padding.left(), padding.right());
    try {
      slide.outputs(size);
    } catch (ShapeException e) {
      throw new FieldException(
          "kernel", String.valueOf(e.getMessage()), "a smaller kernel or more padding");
    }
    return slide;
  }

  /**
   * The slides of a transposed convolution. {@code same} cuts off what makes the output larger than
   * stride times the input, the odd pixel at the bottom and the right.
   */
  static List<Slide> of(TransposedConv block, Shape input) {
    boolean sequence = input.rank() == 3;
    if (sequence) {
      requireNumber("kernel", block.kernel());
      requireNumber("stride", block.stride());
      requireNumber("dilation", block.dilation());
    }
    if (input.rank() != 4) {
      requireOnePadding(block.padding());
    }
    List<Slide> slides = new ArrayList<>();
    if (!sequence) {
      slides.add(vertical(block));
      if (input.rank() == 5) {
        slides.add(vertical(block));
      }
    }
    int kernel = block.kernel().width();
    int stride = block.stride().width();
    int dilation = block.dilation().width();
    slides.add(
        switch (block.padding()) {
          case PaddingRule.Explicit(Padding pixels) ->
              new Slide(kernel, stride, dilation, pixels.left(), pixels.right());
          case PaddingRule.Valid _ -> new Slide(kernel, stride, dilation, 0, 0);
          case PaddingRule.Same _, PaddingRule.SameTensorFlow _ -> same(kernel, stride, dilation);
        });
    return slides;
  }

  private static Slide vertical(TransposedConv block) {
    int kernel = block.kernel().height();
    int stride = block.stride().height();
    int dilation = block.dilation().height();
    return switch (block.padding()) {
      case PaddingRule.Explicit(Padding pixels) ->
          new Slide(kernel, stride, dilation, pixels.top(), pixels.bottom());
      case PaddingRule.Valid _ -> new Slide(kernel, stride, dilation, 0, 0);
      case PaddingRule.Same _, PaddingRule.SameTensorFlow _ -> same(kernel, stride, dilation);
    };
  }

  private static Slide same(int kernel, int stride, int dilation) {
    int cut = Math.max(0, new Slide(kernel, stride, dilation, 0, 0).extent() - stride);
    return new Slide(kernel, stride, dilation, cut / 2, cut - cut / 2);
  }

  /** Output padding along each axis: {@code same} fills up where the kernel is below the stride. */
  static List<Integer> outputPadding(TransposedConv block, List<Slide> slides) {
    boolean same =
        switch (block.padding()) {
          case PaddingRule.Same _, PaddingRule.SameTensorFlow _ -> true;
          case PaddingRule.Valid _, PaddingRule.Explicit _ -> false;
        };
    return slides.stream()
        .map(slide ->
            block.outputPadding() + (same ? Math.max(0, slide.stride() - slide.extent()) : 0))
        .toList();
  }

  private static void requireNumber(String field, HeightWidth sides) {
    if (sides.height() != sides.width()) {
      throw new FieldException(
          field, "found " + sides + " for a sequence", "one number, since it has one axis");
    }
  }

  private static void requireOnePadding(PaddingRule rule) {
    if (rule instanceof PaddingRule.Explicit(Padding p)
        && !(p.top() == p.bottom() && p.top() == p.left() && p.left() == p.right())) {
      throw new FieldException(
          "padding",
          "found different sides for an input that is no feature map",
          "same, same-tf, valid or one number");
    }
  }
}
