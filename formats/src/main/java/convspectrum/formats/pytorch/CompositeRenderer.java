package convspectrum.formats.pytorch;

import convspectrum.spec.composite.AffineGrid;
import convspectrum.spec.composite.ArgExtreme;
import convspectrum.spec.composite.Attention;
import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.DeformConv;
import convspectrum.spec.composite.GridSample;
import convspectrum.spec.composite.IndexedOp;
import convspectrum.spec.composite.LpPool;
import convspectrum.spec.composite.OverlappedBlocks;
import convspectrum.spec.composite.Recorded;
import convspectrum.spec.composite.Recurrent;
import convspectrum.spec.composite.RotaryEmbedding;
import convspectrum.spec.composite.TopK;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.composite.recurrent.RecurrentCell;
import convspectrum.spec.composite.sampling.Sampling;
import convspectrum.spec.fault.FailedRunException;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Slide;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** How composite ops are written that PyTorch has modules for. */
final class CompositeRenderer {
  private CompositeRenderer() {}

  /** Whether there is a module for it; else its definition is written. */
  static boolean hasModule(CompositeOp op) {
    return switch (op) {
      case ConvNd _ -> true;
      case TransposedConv conv -> isModule(conv);
      case GridSample sample -> sample.sampling() != Sampling.CUBIC;
      case AffineGrid grid -> !(grid.alignCorners() && grid.size().contains(1));
      case TopK _ -> true;
      // Which of equal values counts is open in PyTorch.
      case ArgExtreme _ -> false;
      case DeformConv _, LpPool _ -> false;
      case IndexedOp _ -> throw new NoFormException(op.typeName());
      case Recurrent recurrent -> isModule(recurrent);
      case Attention _, OverlappedBlocks _, Recorded _, RotaryEmbedding _ -> false;
    };
  }

  static Rendering of(CompositeOp op, Shape input) {
    return switch (op) {
      case ConvNd conv -> convolution(conv, input.channels());
      case TransposedConv conv -> transposed(conv, input.channels());
      case GridSample sample -> sampled(sample);
      case AffineGrid grid -> grid(grid);
      case TopK top ->
          new Rendering.Expression(
              "torch.topk({0}, %d, dim=%d, largest=%s).%s"
                  .formatted(
                      top.k(),
                      top.axis(),
                      Python.truth(top.largest()),
                      top.places() ? "indices.to({0}.dtype)" : "values"));
      case Recurrent recurrent -> recurrent(recurrent, input.dim(2));
      case ArgExtreme _, DeformConv _, LpPool _, IndexedOp _ ->
          throw new NoFormException(op.typeName());
      case Attention _, OverlappedBlocks _, Recorded _, RotaryEmbedding _ ->
          throw new NoFormException(op.typeName());
    };
  }

  /** An op that neither PyTorch nor a definition has a form for. */
  static final class NoFormException extends FailedRunException {
    private static final long serialVersionUID = 1L;

    private NoFormException(String op) {
      super(op + " has no form in PyTorch's own modules; try an export to .onnx");
    }
  }

  private static Rendering sampled(GridSample sample) {
    String mode = sample.sampling() == Sampling.NEAREST ? "nearest" : "bilinear";
    String border =
        switch (sample.border()) {
          case ZEROS -> "zeros";
          case EDGE -> "border";
          case REFLECTION -> "reflection";
        };
    return new Rendering.Expression(
        "torch.nn.functional.grid_sample({0}, {1}, mode=\"%s\", padding_mode=\"%s\", align_corners=%s)"
            .formatted(mode, border, Python.truth(sample.alignCorners())));
  }

  /** The number of channels plays no part. */
  private static Rendering grid(AffineGrid grid) {
    String size = grid.size().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return new Rendering.Expression(
        "torch.nn.functional.affine_grid({0}, ({0}.shape[0], 1, %s), align_corners=%s)"
            .formatted(size, Python.truth(grid.alignCorners())));
  }

  /** The module has the usual gates, and begins with states of 0. */
  private static boolean isModule(Recurrent op) {
    return !op.initialHidden()
        && !op.initialCell()
        && op.clip() == 0
        && op.lengths().isEmpty()
        && op.result() != Recurrent.Result.ALL
        && op.cell().isUsual();
  }

  private static Rendering recurrent(Recurrent op, int features) {
    boolean after = op.cell() instanceof RecurrentCell.Gru gru && gru.resetAfter();
    boolean gru = op.cell() instanceof RecurrentCell.Gru;
    return Rendering.Modules.of(
        Call.of(
            SupportClass.RECURRENCE.className(),
            Argument.required("kind", quoted(op.typeName())),
            Argument.required("input_size", features),
            Argument.required("hidden_size", op.hidden()),
            Argument.optional("direction", quoted(lower(op.direction())), quoted("forward")),
            Argument.optional("bias", Python.truth(op.bias()), "True"),
            Argument.optional("batch_first", Python.truth(op.batchFirst()), "False"),
            Argument.optional("reset_after", Python.truth(!gru || after), "True"),
            Argument.optional("result", quoted(lower(op.result())), quoted("steps"))));
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
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
