package convspectrum.spec.written;

import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.Recorded;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** The block that denotes a node, as {@code conv: {out: 64, …}}. */
final class Blocks {
  private Blocks() {}

  /** The block; empty where the language has none. */
  static Optional<String> of(Node node) {
    if (!node.sharedRoles().isEmpty()) {
      return Optional.empty(); // a spec stores each weight once
    }
    return switch (node.op()) {
      case Op.Conv conv -> Optional.of(conv(conv, Integer.toString(conv.groups())));
      case Op.Composite composite -> composite(CompositeOp.of(composite));
      case Op.Linear linear ->
          node.inputShape().rank() == 4
              ? Optional.empty()
              : Optional.of(
                  "linear: {out: %d, bias: %b}".formatted(linear.outFeatures(), linear.bias()));
      case Op.BatchNorm norm ->
          Optional.of(
              "norm: {kind: batch, epsilon: %s, scale: %b, shift: %b}"
                  .formatted(norm.epsilon(), norm.scale(), norm.shift()));
      case Op.LayerNorm norm ->
          Optional.of(
              "norm: {kind: layer, epsilon: %s, axes: %s, scale: %b, shift: %b}"
                  .formatted(norm.epsilon(), norm.axes(), norm.affine(), norm.affine()));
      case Op.Activation activation -> Optional.of(activation(activation));
      case Op.Pool pool ->
          Optional.of(
                  "pool: {kind: %s, kernel: [%d, %d], stride: [%d, %d], padding: %s, ceil: %b, count-include-pad: %b}"
                      .formatted(
                          kind(pool.kind()),
                          pool.window().kernelHeight(),
                          pool.window().kernelWidth(),
                          pool.window().strideHeight(),
                          pool.window().strideWidth(),
                          padding(pool.window().padding()),
                          pool.ceil(),
                          pool.countIncludePad()))
              .filter(
                  _ -> pool.window().dilationHeight() == 1 && pool.window().dilationWidth() == 1);
      case Op.GlobalPool pool -> Optional.of("global-pool: " + kind(pool.kind()));
      case Op.Reduce reduce -> reduce(reduce, node.inputShape());
      case Op.Resize resize -> resize(resize, node.inputShape());
      case Op.Softmax softmax -> Optional.of("softmax: " + softmax.axis());
      case Op.Scale scale -> Optional.of("scale: {factor: " + scale.factor() + "}");
      case Op.ChannelScale scale -> Optional.of("scale: {init: " + scale.init() + "}");
      case Op.Add _ -> sum(node);
      case Op.Multiply _ -> Optional.of("multiply: ");
      case Op.Concat concat -> concat.axis() == 1 ? Optional.of("concat: ") : Optional.empty();
      case Op.Slice slice ->
          slice.axis() == 1
              ? Optional.of("slice: {from: %d, to: %d}".formatted(slice.start(), slice.end()))
              : Optional.empty();
      case Op.ChannelShuffle shuffle -> Optional.of("shuffle: " + shuffle.groups());
      case Op.Pad pad ->
          Optional.of(
              "pad: {padding: %s, value: %s}".formatted(padding(pad.padding()), pad.value()));
      case Op.Transpose transpose -> Optional.of("transpose: " + transpose.permutation());
      case Op.Reshape reshape ->
          Optional.of("reshape: " + Arrays.toString(reshape.shape().toArray()));
      case Op.Identity(double dropout) ->
          Optional.of(dropout == 0 ? "identity: " : "dropout: " + dropout);
      case Op.Zero _ -> Optional.of("zero: ");
      case Op.Input _,
          Op.Constant _,
          Op.MatMul _,
          Op.Gather _,
          Op.Unary _,
          Op.Binary _,
          Op.Where _ ->
          Optional.empty();
    };
  }

  /**
   * A convolution, without what is as it would be unless said.
   *
   * @param groups a number, or an expression
   */
  static String conv(Op.Conv conv, String groups) {
    Window window = conv.window();
    Padding around = window.padding();
    boolean even =
        around.top() == around.left()
            && around.top() == around.bottom()
            && around.top() == around.right();
    return "conv: {out: %d, kernel: %s%s%s, padding: %s%s%s}"
        .formatted(
            conv.outChannels(),
            pair(window.kernelHeight(), window.kernelWidth()),
            unless("1", "stride", pair(window.strideHeight(), window.strideWidth())),
            unless("1", "dilation", pair(window.dilationHeight(), window.dilationWidth())),
            even ? Integer.toString(around.top()) : padding(around),
            unless("1", "groups", groups),
            unless("false", "bias", Boolean.toString(conv.bias())));
  }

  private static String pair(int height, int width) {
    return height == width ? Integer.toString(height) : "[%d, %d]".formatted(height, width);
  }

  /** A further field; nothing where it has the value that it has unless said. */
  private static String unless(String standard, String field, String value) {
    return value.equals(standard) ? "" : ", " + field + ": " + value;
  }

  /**
   * Whether an op is named as a whole, because the language has a block for it, or none for some
   * part of it: an error then names the op that the user knows.
   */
  static boolean isKept(CompositeOp op) {
    return !(op instanceof Recorded recorded)
        || !recorded.definition().nodes().stream()
            .allMatch(node -> node.op() instanceof Op.Input || of(node).isPresent());
  }

  private static Optional<String> composite(CompositeOp op) {
    return switch (op) {
      case ConvNd conv -> convolution(conv);
      case TransposedConv conv -> transposed(conv);
      default -> Optional.empty();
    };
  }

  /** The block has one padding, and one dilation, for all axes of a volume. */
  private static Optional<String> convolution(ConvNd conv) {
    Slide last = conv.slides().getLast();
    boolean volume = conv.slides().size() == 3;
    Slide rows = volume ? conv.slides().get(1) : last;
    Slide depth = conv.slides().getFirst();
    boolean one =
        conv.slides().stream()
            .allMatch(slide ->
                slide.before() == last.before()
                    && slide.after() == last.before()
                    && slide.dilation() == last.dilation());
    String more =
        volume
            ? ", depth-kernel: %d, depth-stride: %d".formatted(depth.kernel(), depth.stride())
            : "";
    return one
        ? Optional.of(
            "conv: {out: %d, kernel: [%d, %d], stride: [%d, %d], dilation: %d, padding: %d, groups: %d, bias: %b%s}"
                .formatted(
                    conv.outChannels(),
                    rows.kernel(),
                    last.kernel(),
                    rows.stride(),
                    last.stride(),
                    last.dilation(),
                    last.before(),
                    conv.groups(),
                    conv.bias(),
                    more))
        : Optional.empty();
  }

  /** Of a sequence or a volume all axes go alike. */
  private static Optional<String> transposed(TransposedConv conv) {
    List<Slide> slides = conv.slides();
    int more = conv.outputPadding().getFirst();
    boolean one = conv.outputPadding().stream().allMatch(places -> places == more);
    boolean picture = slides.size() == 2;
    Slide rows = slides.getFirst();
    Slide columns = slides.getLast();
    boolean alike =
        slides.stream().allMatch(slide -> slide.equals(columns) && slide.before() == slide.after());
    if (!one || !(picture || alike)) {
      return Optional.empty();
    }
    Padding padding = new Padding(rows.before(), columns.before(), rows.after(), columns.after());
    return Optional.of(
        "transposed-conv: {out: %d, kernel: [%d, %d], stride: [%d, %d], dilation: [%d, %d], padding: %s, output-padding: %d, groups: %d, bias: %b}"
            .formatted(
                conv.outChannels(),
                rows.kernel(),
                columns.kernel(),
                rows.stride(),
                columns.stride(),
                rows.dilation(),
                columns.dilation(),
                padding(padding),
                more,
                conv.groups(),
                conv.bias()));
  }

  private static String activation(Op.Activation activation) {
    String name = activation.function().specName();
    return switch (activation.function()) {
      case LEAKY_RELU, ELU ->
          "activation: {function: %s, alpha: %s}".formatted(name, activation.alpha());
      case CLIP ->
          "activation: {function: %s, alpha: %s, beta: %s}"
              .formatted(name, real(activation.alpha()), real(activation.beta()));
      default -> "activation: " + name;
    };
  }

  private static String real(double value) {
    return Double.isInfinite(value) ? (value > 0 ? ".inf" : "-.inf") : Double.toString(value);
  }

  private static String padding(Padding padding) {
    return "[%d, %d, %d, %d]"
        .formatted(padding.top(), padding.left(), padding.bottom(), padding.right());
  }

  private static String kind(PoolKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** A global pool of a sequence or a volume. */
  private static Optional<String> reduce(Op.Reduce reduce, Shape input) {
    boolean all =
        (input.rank() == 3 || input.rank() == 5)
            && reduce.axes().equals(IntStream.range(2, input.rank()).boxed().toList());
    return switch (reduce.function()) {
      case MEAN, MAX ->
          all
              ? Optional.of(
                  "global-pool: " + (reduce.function() == Reduction.MAX ? "max" : "average"))
              : Optional.empty();
      case SUM, MIN, L2, PRODUCT -> Optional.empty();
    };
  }

  private static Optional<String> resize(Op.Resize resize, Shape input) {
    if (resize.height() % input.height() != 0 || resize.width() % input.width() != 0) {
      return Optional.empty();
    }
    String mode = resize.interpolation().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Optional.of(
        "upsample: {factor: [%d, %d], mode: %s}"
            .formatted(resize.height() / input.height(), resize.width() / input.width(), mode));
  }

  /** The language adds equal shapes only. */
  private static Optional<String> sum(Node node) {
    List<Shape> shapes = new ArrayList<>();
    node.inputs().forEach(input -> shapes.add(input.shape()));
    return shapes.stream().distinct().count() == 1 ? Optional.of("add: ") : Optional.empty();
  }
}
