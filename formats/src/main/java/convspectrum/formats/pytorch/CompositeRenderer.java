package convspectrum.formats.pytorch;

import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.OverlappedBlocks;
import convspectrum.spec.composite.Recorded;
import convspectrum.spec.composite.Slide;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** How composite ops are written that PyTorch has modules for. */
final class CompositeRenderer {
  private CompositeRenderer() {}

  /** Whether there is a module for it; else its definition is written. */
  static boolean hasModule(CompositeOp op) {
    return switch (op) {
      case ConvNd _ -> true;
      case TransposedConv conv -> isModule(conv);
      case OverlappedBlocks _, Recorded _ -> false;
    };
  }

  static Rendering of(CompositeOp op, Shape input) {
    return switch (op) {
      case ConvNd conv -> convolution(conv, input.channels());
      case TransposedConv conv -> transposed(conv, input.channels());
      case OverlappedBlocks _, Recorded _ ->
          throw new IllegalArgumentException(op + " has no module");
    };
  }

  /** Padding that differs before and behind an axis is a module of its own. */
  private static Rendering convolution(ConvNd conv, int channels) {
    List<Slide> slides = conv.slides();
    boolean even = slides.stream().allMatch(slide -> slide.before() == slide.after());
    List<Call> calls = new ArrayList<>(2);
    if (!even) {
      // PyTorch begins with the last axis.
      List<Integer> sides = new ArrayList<>();
      slides.reversed().forEach(slide -> sides.addAll(List.of(slide.before(), slide.after())));
      calls.add(
          Call.of(
              "nn.ConstantPad" + slides.size() + "d",
              Argument.required("pad", Python.tuple(sides)),
              Argument.required("value", "0.0")));
    }
    calls.add(
        Call.of(
            "nn.Conv" + slides.size() + "d",
            Argument.required("in_channels", channels),
            Argument.required("out_channels", conv.outChannels()),
            Argument.required("kernel_size", sides(slides, Slide::kernel)),
            Argument.optional("stride", sides(slides, Slide::stride), "1"),
            Argument.optional("padding", even ? sides(slides, Slide::before) : "0", "0"),
            Argument.optional("dilation", sides(slides, Slide::dilation), "1"),
            Argument.optional("groups", Integer.toString(conv.groups()), "1"),
            Argument.optional("bias", Python.truth(conv.bias()), "True")));
    return new Rendering.Modules(calls);
  }

  /**
   * PyTorch cuts equally much off both sides; what it adds behind again makes up for a smaller cut
   * there, and must be less than a step or the dilation.
   */
  private static boolean isModule(TransposedConv conv) {
    for (int axis = 0; axis < conv.slides().size(); axis++) {
      Slide slide = conv.slides().get(axis);
      int more = added(conv, axis);
      if (more < 0 || more >= Math.max(slide.stride(), slide.dilation())) {
        return false;
      }
    }
    return true;
  }

  private static int added(TransposedConv conv, int axis) {
    Slide slide = conv.slides().get(axis);
    return slide.before() - slide.after() + conv.outputPadding().get(axis);
  }

  private static Rendering transposed(TransposedConv conv, int channels) {
    List<Slide> slides = conv.slides();
    List<Integer> more = new ArrayList<>();
    for (int axis = 0; axis < slides.size(); axis++) {
      more.add(added(conv, axis));
    }
    return Rendering.Modules.of(
        Call.of(
            "nn.ConvTranspose" + slides.size() + "d",
            Argument.required("in_channels", channels),
            Argument.required("out_channels", conv.outChannels()),
            Argument.required("kernel_size", sides(slides, Slide::kernel)),
            Argument.optional("stride", sides(slides, Slide::stride), "1"),
            Argument.optional("padding", sides(slides, Slide::before), "0"),
            Argument.optional("output_padding", sides(more), "0"),
            Argument.optional("groups", Integer.toString(conv.groups()), "1"),
            Argument.optional("bias", Python.truth(conv.bias()), "True"),
            Argument.optional("dilation", sides(slides, Slide::dilation), "1")));
  }

  private static String sides(List<Slide> slides, ToIntFunction<Slide> side) {
    return sides(slides.stream().mapToInt(side).boxed().toList());
  }

  /** One number where all axes have the same. */
  private static String sides(List<Integer> sides) {
    return sides.stream().distinct().count() == 1
        ? sides.getFirst().toString()
        : Python.tuple(sides);
  }
}
