package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.ScaleAndShift;
import convspectrum.executor.vector.layout.ChannelOrder;
import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.executor.vector.step.ConvolutionWeights;
import convspectrum.executor.vector.step.Ending;
import convspectrum.executor.vector.step.Step;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans transposed convolutions of pictures as ordinary ones, one for each {@link Phase} of rows
 * and columns. Each writes every stride-th row and column of the result, so that no product is with
 * an inserted zero and no partial sum is stored.
 */
final class TransposedPlanner {
  private final Values values;
  private final Orders orders;
  private final ConvolutionPlanner convolutions;
  private final Weights weights;
  private final Lanes lanes;

  TransposedPlanner(
      Values values, Orders orders, ConvolutionPlanner convolutions, Weights weights, Lanes lanes) {
    this.values = values;
    this.orders = orders;
    this.convolutions = convolutions;
    this.weights = weights;
    this.lanes = lanes;
  }

  /** Returns a convolution with the channels and groups of a transposed one; both go alike. */
  static Node asConvolution(Node node) {
    TransposedConv conv = (TransposedConv) node.op();
    GraphBuilder builder = new GraphBuilder(node.name());
    Op like = new Op.Conv(conv.outChannels(), Window.same(1), conv.groups(), conv.bias());
    return builder.add(node.name(), like, builder.input("input", node.inputShape()));
  }

  void plan(FusedUnit unit) {
    Node like = asConvolution(unit.main());
    Convolution kind = Convolution.of(like, lanes);
    Node source = unit.inputs().getFirst();
    Value in =
        kind.inputOrder(like, lanes)
            .map(order -> values.asMap(source, order))
            .orElseGet(() -> values.asMap(source));
    ChannelOrder order =
        kind == Convolution.DEPTHWISE
            ? in.requireOrder()
            : kind.outputOrder((Op.Conv) like.op(), lanes)
                .orElseGet(() -> orders.of(unit.result()));
    Value out = values.inOrder(unit, order);
    Optional<Value> added = unit.added().map(node -> values.asMap(node, order));
    TransposedConv conv = (TransposedConv) unit.main().op();
    List<Phase> rows = Phase.of(conv.slides().getFirst(), out.shape().height());
    List<Phase> columns = Phase.of(conv.slides().getLast(), out.shape().width());
    for (Phase row : rows) {
      for (Phase column : columns) {
        in.storage()
            .needs(
                new Padding(
                    row.zerosBefore(),
                    column.zerosBefore(),
                    row.zerosBehind(in.shape().height()),
                    column.zerosBehind(in.shape().width())));
      }
    }
    List<Value> reads = new ArrayList<>(List.of(in));
    added.ifPresent(reads::add);
    values
        .task(unit, reads, out)
        .by(() -> {
          ScaleAndShift ending = ScaleAndShift.of(unit.main(), conv.outChannels(), weights);
          unit.folded().forEach(node -> ending.then(node, weights));
          Tensor weight = weights.get(unit.main(), ParameterSlot.WEIGHT);
          List<Step> steps = new ArrayList<>();
          for (Phase row : rows) {
            for (Phase column : columns) {
              ConvolutionWeights packed =
                  new ConvolutionWeights(
                      convolution(conv, row, column),
                      taps(conv, weight, row, column),
                      ending.scale(),
                      ending.shift());
              Ending after =
                  new Ending(
                      added.map(value -> places(value.map(lanes), conv, row, column)),
                      unit.activation());
              steps.add(
                  convolutions.step(
                      kind,
                      from(in.map(lanes), row, column),
                      places(out.map(lanes), conv, row, column),
                      false,
                      packed,
                      after));
            }
          }
          return steps;
        });
    values.deliver(unit, out);
  }

  private static Op.Conv convolution(TransposedConv conv, Phase row, Phase column) {
    Padding padding = new Padding(row.zerosBefore(), column.zerosBefore(), 0, 0);
    Window window =
        new Window(row.kernel(), column.kernel(), 1, 1, row.dilation(), column.dilation(), padding);
    return new Op.Conv(conv.outChannels(), window, conv.groups(), conv.bias());
  }

  /** (Cin, Cout / groups, kernel) as (Cout, Cin / groups, taps); 0 where no tap reaches. */
  private static Tensor taps(TransposedConv conv, Tensor weight, Phase row, Phase column) {
    int inputs = weight.shape().dim(0) / conv.groups();
    int outputs = weight.shape().dim(1);
    int height = weight.shape().dim(2);
    int width = weight.shape().dim(3);
    Tensor taps = Tensor.zeros(Shape.of(conv.outChannels(), inputs, row.kernel(), column.kernel()));
    for (int channel = 0; channel < conv.outChannels(); channel++) {
      int group = channel / outputs;
      for (int i = 0; i < inputs; i++) {
        int from = ((group * inputs + i) * outputs + channel % outputs) * height;
        int to = (channel * inputs + i) * row.kernel();
        for (int y = 0; y < row.taps().size(); y++) {
          for (int x = 0; x < column.taps().size(); x++) {
            taps.data()[(to + y) * column.kernel() + x] =
                weight.data()[(from + row.taps().get(y)) * width + column.taps().get(x)];
          }
        }
      }
    }
    return taps;
  }

  /** The inputs from the first that a tap reads on. */
  private static FeatureMap from(FeatureMap map, Phase row, Phase column) {
    return new FeatureMap(
        map.batch(),
        Math.max(1, map.height() - row.skipped()),
        Math.max(1, map.width() - column.skipped()),
        map.order(),
        map.at(0, row.skipped(), column.skipped()),
        map.pixel(),
        map.row(),
        map.image());
  }

  /** The places of a phase, as a map of their own. */
  private static FeatureMap places(FeatureMap map, TransposedConv conv, Phase row, Phase column) {
    return new FeatureMap(
        map.batch(),
        row.count(),
        column.count(),
        map.order(),
        map.at(0, row.first(), column.first()),
        map.pixel() * conv.slides().getLast().stride(),
        map.row() * conv.slides().getFirst().stride(),
        map.image());
  }
}
