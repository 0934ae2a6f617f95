package convspectrum.formats.onnx.read.operator.shared;

import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.node.Form;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.spec.composite.Recorded.Attribute;
import convspectrum.spec.composite.Recorded.Operand;
import convspectrum.spec.graph.Slide;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ops that stay one op although several primitive ones define them: with the form in which each is
 * written back. A form that an operator set does not have is null; the primitive ops stand for it.
 */
public final class RecordedReader {
  private RecordedReader() {}

  /** An op that stays one op in the form that {@code form} makes of it. */
  public static Operator of(Operator.Single reader, Function<OnnxNode, @Nullable Form> form) {
    return Operator.single(node -> {
      Form written = node.allConstant() ? null : form.apply(node);
      return written == null ? reader.read(node) : node.recorded(written, reader);
    });
  }

  /** An op that is written by its parts, since its own form takes integers or is of late opsets. */
  public static Operator parts(Operator.Single reader) {
    return of(reader, node -> Form.ofParts(node.type()));
  }

  /** The same of an op that is one row even where its parts are a single one and views of it. */
  public static Operator whole(Operator.Single reader) {
    return of(reader, node -> new Form(node.type(), 0, List.of(), List.of(), true));
  }

  /** An op of one operand, with these attributes. */
  public static Operator pointwise(
      String type, Operator.Single reader, Function<OnnxNode, List<Attribute>> attributes) {
    return of(reader, node -> new Form(type, 17, attributes.apply(node), live(1)));
  }

  /** The attributes of an op without attributes. */
  public static List<Attribute> none(OnnxNode node) {
    return List.of();
  }

  /** An attribute of one real number, with its value where a file leaves it out. */
  public static Attribute real(OnnxNode node, String name, double absent) {
    return new Attribute.Real(name, node.attributes().number(name, absent));
  }

  /** An attribute of one whole number, with its value where a file leaves it out. */
  public static Attribute whole(OnnxNode node, String name, long absent) {
    return new Attribute.Whole(name, node.attributes().integer(name, absent));
  }

  static Attribute text(OnnxNode node, String name, String absent) {
    return new Attribute.Text(name, node.attributes().text(name, absent));
  }

  private static List<Operand> live(int count) {
    return IntStream.range(0, count).<Operand>mapToObj(Operand.Live::new).toList();
  }

  private static Operand wholes(int... values) {
    return new Operand.Wholes(Arrays.stream(values).boxed().toList());
  }

  public static Form localResponseNorm(OnnxNode node) {
    List<Attribute> attributes =
        List.of(
            real(node, "alpha", 1e-4f),
            real(node, "beta", 0.75f),
            real(node, "bias", 1),
            whole(node, "size", 1));
    return new Form("LRN", 17, attributes, live(1));
  }

  public static Form lpNorm(OnnxNode node) {
    List<Attribute> attributes = List.of(whole(node, "axis", -1), whole(node, "p", 2));
    return new Form("LpNormalization", 17, attributes, live(1));
  }

  public static Form instanceNorm(OnnxNode node) {
    return new Form("InstanceNormalization", 17, List.of(real(node, "epsilon", 1e-5f)), live(3));
  }

  public static Form cumulativeSum(OnnxNode node) {
    List<Attribute> attributes = List.of(whole(node, "exclusive", 0), whole(node, "reverse", 0));
    int axis = Dims.axis(node.integers(1, "axis")[0], node.dims(0).length);
    return new Form("CumSum", 17, attributes, List.of(new Operand.Live(0), wholes(axis)));
  }

  public static Form reverseSequence(OnnxNode node) {
    List<Attribute> attributes = List.of(whole(node, "batch_axis", 1), whole(node, "time_axis", 0));
    int[] lengths = Arrays.stream(node.integers(1, "sequence_lens")).mapToInt(Dims::dim).toArray();
    return new Form(
        "ReverseSequence", 17, attributes, List.of(new Operand.Live(0), wholes(lengths)));
  }

  public static @Nullable Form logSoftmax(OnnxNode node) {
    return ofRows("LogSoftmax", node);
  }

  /** Null for a row of several axes, as there were before opset 13: written by its parts. */
  private static @Nullable Form ofRows(String type, OnnxNode node) {
    int rank = node.dims(0).length;
    boolean rows = node.opset() < 13;
    int axis = Dims.axis(node.attributes().integer("axis", rows ? 1 : -1), rank);
    return rows && axis != rank - 1
        ? null
        : new Form(type, 17, List.of(new Attribute.Whole("axis", axis)), live(1));
  }

  public static Form einsum(OnnxNode node) {
    List<Attribute> equation = List.of(text(node, "equation", ""));
    return new Form("Einsum", 17, equation, live(node.inputCount()));
  }

  public static Form depthToSpace(OnnxNode node) {
    List<Attribute> attributes = List.of(whole(node, "blocksize", 0), text(node, "mode", "DCR"));
    return new Form("DepthToSpace", 17, attributes, live(1), true);
  }

  /** ONNX Runtime has the order of blocks that opset 28 adds in no form. */
  public static Form spaceToDepth(OnnxNode node) {
    boolean blockFirst = node.attributes().text("mode", "DCR").equals("DCR");
    return blockFirst
        ? new Form("SpaceToDepth", 17, List.of(whole(node, "blocksize", 0)), live(1), true)
        : new Form("SpaceToDepth", 0, List.of(), List.of(), true);
  }

  /** Reductions that the graph has no op for; the axes are an input since opset 18. */
  public static Function<OnnxNode, @Nullable Form> reduction(String type) {
    return node -> {
      long[] axes = node.integers("axes", 1);
      int rank = node.dims(0).length;
      boolean all = axes == null || axes.length == 0;
      if (all && node.attributes().integer("noop_with_empty_axes", 0) != 0) {
        return null;
      }
      int[] over =
          all
              ? IntStream.range(0, rank).toArray()
              : Arrays.stream(axes).mapToInt(axis -> Dims.axis(axis, rank)).toArray();
      List<Attribute> attributes = List.of(whole(node, "keepdims", 1));
      return new Form(type, 18, attributes, List.of(new Operand.Live(0), wholes(over)));
    };
  }

  public static @Nullable Form tile(OnnxNode node) {
    int[] times = Arrays.stream(node.integers(1, "repeats")).mapToInt(Dims::dim).toArray();
    return new Form("Tile", 17, List.of(), List.of(new Operand.Live(0), wholes(times)));
  }

  public static Form expand(OnnxNode node) {
    int[] shape = Arrays.stream(node.integers(1, "shape")).mapToInt(Dims::dim).toArray();
    return new Form("Expand", 17, List.of(), List.of(new Operand.Live(0), wholes(shape)));
  }

  /** Slice, with bounds that lie within the axes. */
  public static @Nullable Form slice(OnnxNode node) {
    int[] dims = node.dims(0);
    long[] starts = node.integers("starts", 1);
    long[] ends = node.integers("ends", 2);
    long[] axes = node.integers("axes", 3);
    long[] steps = node.has(4) ? node.integers(4, "steps") : null;
    if (starts == null || ends == null || starts.length != ends.length) {
      return null;
    }
    int count = starts.length;
    if ((axes != null && axes.length != count) || (steps != null && steps.length != count)) {
      return null;
    }
    int[] from = new int[count];
    int[] to = new int[count];
    int[] along = new int[count];
    int[] by = new int[count];
    for (int i = 0; i < count; i++) {
      along[i] = Dims.axis(axes == null ? i : axes[i], dims.length);
      int size = dims[along[i]];
      from[i] = (int) Math.clamp(starts[i], -size - 1L, size);
      to[i] = (int) Math.clamp(ends[i], -size - 1L, size);
      by[i] = steps == null ? 1 : (int) Math.clamp(steps[i], -size - 1L, size + 1L);
    }
    List<Operand> operands =
        List.of(new Operand.Live(0), wholes(from), wholes(to), wholes(along), wholes(by));
    return new Form("Slice", 17, List.of(), operands);
  }

  public static @Nullable Form pad(OnnxNode node) {
    int rank = node.dims(0).length;
    long[] given = node.integers("pads", 1);
    long[] axes = node.has(3) ? node.integers(3, "axes") : null;
    int count = axes == null ? rank : axes.length;
    if (given == null || given.length != 2 * count) {
      return null;
    }
    int[] pads = new int[2 * rank];
    for (int i = 0; i < given.length; i++) {
      int axis = axes == null ? i % count : Dims.axis(axes[i % count], rank);
      pads[i / count * rank + axis] = (int) Math.clamp(given[i], -(1 << 24), 1 << 24);
    }
    String mode = node.attributes().text("mode", "constant");
    Double value =
        node.has(2) ? node.scalar(2) : Double.valueOf(node.attributes().number("value", 0));
    if (value == null) {
      return null;
    }
    List<Operand> operands = List.of(new Operand.Live(0), wholes(pads), new Operand.Real(value));
    return new Form(
        "Pad", mode.equals("wrap") ? 19 : 17, List.of(new Attribute.Text("mode", mode)), operands);
  }

  /** Over one or three axes; over two the graph has an op. */
  public static Operator pool(String type, Operator reader) {
    return node -> {
      Form written = node.allConstant() || node.isUsed(1) ? null : pool(type, node);
      return written == null
          ? reader.read(node)
          : List.of(node.recorded(written, one -> reader.read(one).getFirst()));
    };
  }

  private static @Nullable Form pool(String type, OnnxNode node) {
    int[] dims = node.dims(0);
    long[] kernel = node.attributes().integers("kernel_shape");
    if ((dims.length != 3 && dims.length != 5)
        || kernel == null
        || kernel.length != dims.length - 2) {
      return null;
    }
    List<Slide> sides = Windows.sides(node, dims, kernel);
    List<Integer> pads = new ArrayList<>();
    sides.forEach(side -> pads.add(side.before()));
    sides.forEach(side -> pads.add(side.after()));
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute.Wholes("kernel_shape", each(sides, Slide::kernel)));
    attributes.add(new Attribute.Wholes("strides", each(sides, Slide::stride)));
    attributes.add(new Attribute.Wholes("pads", pads));
    attributes.add(whole(node, "ceil_mode", 0));
    List<Integer> dilations = each(sides, Slide::dilation);
    boolean dilated = dilations.stream().anyMatch(places -> places != 1);
    if (type.equals("AveragePool")) {
      attributes.add(whole(node, "count_include_pad", 0));
    }
    if (dilated || type.equals("MaxPool")) {
      attributes.add(new Attribute.Wholes("dilations", dilations));
    }
    // How many windows and elements the runtimes count with ceil_mode differs; parts are written
    // without it.
    boolean rounds = dims.length == 3 && node.attributes().integer("ceil_mode", 0) != 0;
    int opset = rounds ? 0 : dilated && type.equals("AveragePool") ? 19 : 17;
    return new Form(type, opset, attributes, live(1), true);
  }

  private static List<Integer> each(List<Slide> sides, Function<Slide, Integer> number) {
    return sides.stream().map(number).toList();
  }

  /** γ and β are per channel since opset 21. */
  public static @Nullable Form groupNorm(OnnxNode node) {
    int[] dims = node.dims(0);
    boolean perChannel = dims.length > 1 && Dims.elements(node.dims(1)) == dims[1];
    List<Attribute> attributes =
        List.of(whole(node, "num_groups", 0), real(node, "epsilon", 1e-5f));
    return perChannel ? new Form("GroupNormalization", 21, attributes, live(3)) : null;
  }

  public static Form layerNorm(OnnxNode node) {
    List<Attribute> attributes = List.of(whole(node, "axis", -1), real(node, "epsilon", 1e-5f));
    return new Form("LayerNormalization", 17, attributes, live(node.inputCount()));
  }

  public static @Nullable Form hardmax(OnnxNode node) {
    return ofRows("Hardmax", node);
  }
}
