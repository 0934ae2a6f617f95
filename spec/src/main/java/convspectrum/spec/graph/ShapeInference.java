package convspectrum.spec.graph;

import java.util.List;

/**
 * Infers the output shape of an op from the shapes of its inputs. Shapes that do not fit are
 * refused with a message that names both.
 */
final class ShapeInference {
  private ShapeInference() {}

  static Shape infer(Op op, List<Node> inputs) {
    try {
      return switch (op) {
        case Op.Input input -> {
          requireInputs(op, inputs, 0);
          yield input.shape();
        }
        case Op.Constant constant -> {
          requireInputs(op, inputs, 0);
          yield constant.shape();
        }
        case Op.Composite composite -> composite.shape(inputs.stream().map(Node::shape).toList());
        case Op.Conv conv -> conv(conv, featureMap(op, inputs));
        case Op.Linear linear -> linear(linear, single(op, inputs));
        case Op.BatchNorm _ -> withChannels(op, inputs);
        case Op.LayerNorm norm -> layerNorm(norm, single(op, inputs));
        case Op.Pool pool -> pool.window().pooled(featureMap(op, inputs), pool.ceil());
        case Op.GlobalPool _ -> featureMap(op, inputs).with(2, 1).with(3, 1);
        case Op.Add _, Op.Multiply _ -> broadcastAll(op, inputs);
        case Op.Binary _ -> {
          requireInputs(op, inputs, 2);
          yield broadcastAll(op, inputs);
        }
        case Op.Where _ -> {
          requireInputs(op, inputs, 3);
          yield broadcastAll(op, inputs);
        }
        case Op.Reduce reduce -> reduce(reduce, single(op, inputs));
        case Op.Concat concat -> concat(concat, inputs);
        case Op.Slice slice -> slice(slice, single(op, inputs));
        case Op.ChannelShuffle shuffle -> shuffle(shuffle, featureMap(op, inputs));
        case Op.Pad pad -> pad(pad.padding(), featureMap(op, inputs));
        case Op.Resize resize ->
            featureMap(op, inputs).with(2, resize.height()).with(3, resize.width());
        case Op.Softmax softmax -> {
          Shape shape = single(op, inputs);
          requireAxis(softmax.axis(), shape);
          yield shape;
        }
        case Op.MatMul _ -> matMul(op, inputs);
        case Op.Transpose transpose -> transpose(transpose, single(op, inputs));
        case Op.Gather gather -> gather(gather, inputs);
        case Op.Reshape reshape -> reshape(reshape.shape(), single(op, inputs));
        case Op.ChannelScale _ -> withChannels(op, inputs);
        case Op.Activation _, Op.Scale _, Op.Identity _, Op.Zero _, Op.Unary _ ->
            single(op, inputs);
      };
    } catch (ArithmeticException e) {
      throw new ShapeException(op + ": sizes beyond 32 bits", e);
    }
  }

  private static Shape conv(Op.Conv conv, Shape input) {
    int channels = input.channels();
    if (channels % conv.groups() != 0 || conv.outChannels() % conv.groups() != 0) {
      throw new ShapeException(
          "%d groups divide neither or only one of %d input and %d output channels; expected groups that divide both"
              .formatted(conv.groups(), channels, conv.outChannels()));
    }
    Window window = conv.window();
    return Shape.of(
        input.batch(),
        conv.outChannels(),
        window.outputHeight(input.height()),
        window.outputWidth(input.width()));
  }

  private static Shape linear(Op.Linear linear, Shape input) {
    if (input.rank() < 1) {
      throw new ShapeException("linear layer over a scalar; expected at least one axis");
    }
    return input.with(-1, linear.outFeatures());
  }

  private static Shape layerNorm(Op.LayerNorm norm, Shape input) {
    norm.axes().forEach(axis -> requireAxis(axis, input));
    return input;
  }

  private static Shape broadcastAll(Op op, List<Node> inputs) {
    if (inputs.size() < 2) {
      throw new ShapeException(op.typeName() + " takes two inputs or more, found " + inputs.size());
    }
    Shape shape = inputs.getFirst().shape();
    for (Node input : inputs.subList(1, inputs.size())) {
      shape = broadcast(op, shape, input.shape());
    }
    return shape;
  }

  private static Shape broadcast(Op op, Shape a, Shape b) {
    if (a.equals(b)) {
      return a;
    }
    int rank = Math.max(a.rank(), b.rank());
    int[] dims = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int da = i <= a.rank() ? a.dim(-i) : 1;
      int db = i <= b.rank() ? b.dim(-i) : 1;
      if (da != db && da != 1 && db != 1) {
        throw new ShapeException(op.typeName() + " of unequal shapes " + a + " and " + b);
      }
      dims[rank - i] = Math.max(da, db);
    }
    return Shape.of(dims);
  }

  private static Shape concat(Op.Concat concat, List<Node> inputs) {
    if (inputs.isEmpty()) {
      throw new ShapeException("concat of nothing");
    }
    Shape first = inputs.getFirst().shape();
    requireAxis(concat.axis(), first);
    int size = 0;
    for (Node input : inputs) {
      Shape shape = input.shape();
      boolean fits =
          shape.rank() == first.rank()
              && shape.with(concat.axis(), 1).equals(first.with(concat.axis(), 1));
      if (!fits) {
        throw new ShapeException(
            "concat along axis %d of unequal shapes %s and %s"
                .formatted(concat.axis(), first, shape));
      }
      size = Math.addExact(size, shape.dim(concat.axis()));
    }
    return first.with(concat.axis(), size);
  }

  private static Shape slice(Op.Slice slice, Shape input) {
    requireAxis(slice.axis(), input);
    int size = input.dim(slice.axis());
    if (slice.start() < 0 || slice.end() > size || slice.start() >= slice.end()) {
      throw new ShapeException(
          "slice %d to %d of an axis of size %d; expected 0 <= start < end <= %d"
              .formatted(slice.start(), slice.end(), size, size));
    }
    return input.with(slice.axis(), slice.end() - slice.start());
  }

  private static Shape reduce(Op.Reduce reduce, Shape input) {
    Shape shape = input;
    for (int axis : reduce.axes()) {
      requireAxis(axis, input);
      shape = shape.with(axis, 1);
    }
    return shape;
  }

  private static Shape shuffle(Op.ChannelShuffle shuffle, Shape input) {
    if (shuffle.groups() < 1 || input.channels() % shuffle.groups() != 0) {
      throw new ShapeException(
          "shuffle in %d groups of %d channels; expected groups that divide them"
              .formatted(shuffle.groups(), input.channels()));
    }
    return input;
  }

  private static Shape pad(Padding padding, Shape input) {
    return input
        .with(2, Math.addExact(input.height(), Math.addExact(padding.top(), padding.bottom())))
        .with(3, Math.addExact(input.width(), Math.addExact(padding.left(), padding.right())));
  }

  private static Shape matMul(Op op, List<Node> inputs) {
    requireInputs(op, inputs, 2);
    Shape a = inputs.get(0).shape();
    Shape b = inputs.get(1).shape();
    if (a.rank() < 2 || b.rank() < 2 || a.dim(-1) != b.dim(-2)) {
      throw new ShapeException(
          "matrix product of " + a + " and " + b + "; expected equal inner sizes");
    }
    Shape leading = broadcast(op, a.with(-1, 1).with(-2, 1), b.with(-1, 1).with(-2, 1));
    return leading.with(-2, a.dim(-2)).with(-1, b.dim(-1));
  }

  private static Shape transpose(Op.Transpose transpose, Shape input) {
    List<Integer> order = transpose.permutation();
    boolean valid =
        order.size() == input.rank()
            && order.stream().distinct().count() == order.size()
            && order.stream().allMatch(axis -> axis >= 0 && axis < input.rank());
    if (!valid) {
      throw new ShapeException(order + " does not permute the axes of " + input);
    }
    return Shape.of(order.stream().mapToInt(input::dim).toArray());
  }

  private static Shape gather(Op.Gather gather, List<Node> inputs) {
    requireInputs(gather, inputs, 2);
    Shape from = inputs.get(0).shape();
    Shape places = inputs.get(1).shape();
    int axis = gather.axis();
    requireAxis(axis, from);
    int[] dims = new int[from.rank() - 1 + places.rank()];
    for (int i = 0; i < dims.length; i++) {
      int behind = i - axis - places.rank();
      dims[i] =
          i < axis ? from.dim(i) : behind < 0 ? places.dim(i - axis) : from.dim(axis + 1 + behind);
    }
    return Shape.of(dims);
  }

  private static Shape reshape(Shape target, Shape input) {
    if (target.elements() != input.elements()) {
      throw new ShapeException(
          "reshape of %s (%d elements) to %s (%d elements)"
              .formatted(input, input.elements(), target, target.elements()));
    }
    return target;
  }

  private static Shape withChannels(Op op, List<Node> inputs) {
    Shape shape = single(op, inputs);
    if (shape.rank() < 2) {
      throw new ShapeException(op.typeName() + " needs a channel axis (axis 1), found " + shape);
    }
    return shape;
  }

  private static Shape featureMap(Op op, List<Node> inputs) {
    Shape shape = single(op, inputs);
    if (shape.rank() != 4) {
      throw new ShapeException(
          op.typeName() + " takes a feature map (batch, channels, height, width), found " + shape);
    }
    return shape;
  }

  private static Shape single(Op op, List<Node> inputs) {
    requireInputs(op, inputs, 1);
    return inputs.getFirst().shape();
  }

  private static void requireInputs(Op op, List<Node> inputs, int count) {
    if (inputs.size() != count) {
      throw new ShapeException(
          op.typeName() + " takes " + count + " inputs, found " + inputs.size());
    }
  }

  private static void requireAxis(int axis, Shape shape) {
    if (axis < 0 || axis >= shape.rank()) {
      throw new ShapeException(
          "axis " + axis + " of " + shape + "; expected 0 to " + (shape.rank() - 1));
    }
  }
}
