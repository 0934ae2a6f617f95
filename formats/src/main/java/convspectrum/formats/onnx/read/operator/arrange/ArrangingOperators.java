package convspectrum.formats.onnx.read.operator.arrange;

import static java.util.Map.entry;

import convspectrum.formats.onnx.read.constant.StoredTensors;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.operator.shared.RecordedReader;
import java.util.HashMap;
import java.util.Map;

/**
 * What moves elements without a function of their values, and what tells their shape: the ops of
 * ONNX that are understood, by name.
 */
public final class ArrangingOperators {
  private ArrangingOperators() {}

  /** The ops of ONNX itself. */
  public static Map<String, Operator> all() {
    Map<String, Operator> all = new HashMap<>();
    all.putAll(layouts());
    all.putAll(indices());
    all.putAll(sequences());
    return Map.copyOf(all);
  }

  private static Map<String, Operator> layouts() {
    return Map.ofEntries(
        entry("Identity", Operator.single(node -> node.input(0))),
        entry("Cast", RecordedReader.parts(ShapeReader::cast)),
        entry("CastLike", RecordedReader.parts(ShapeReader::castLike)),
        entry("Shape", Operator.single(ShapeReader::shape)),
        entry("Size", Operator.single(ShapeReader::size)),
        entry("Range", Operator.single(ShapeReader::range)),
        entry("Reshape", Operator.single(LayoutReader::reshape)),
        entry("Flatten", Operator.single(LayoutReader::flatten)),
        entry("Squeeze", Operator.single(LayoutReader::squeeze)),
        entry("Unsqueeze", Operator.single(LayoutReader::unsqueeze)),
        entry("Transpose", Operator.single(LayoutReader::transpose)),
        entry("Concat", Operator.single(PartsReader::concat)),
        entry("Slice", RecordedReader.of(PartsReader::slice, RecordedReader::slice)),
        entry("Split", PartsReader::split),
        entry("Expand", RecordedReader.of(PartsReader::expand, RecordedReader::expand)),
        entry("Tile", RecordedReader.of(PartsReader::tile, RecordedReader::tile)),
        entry(
            "DepthToSpace",
            RecordedReader.of(LayoutReader::depthToSpace, RecordedReader::depthToSpace)),
        entry(
            "SpaceToDepth",
            RecordedReader.of(LayoutReader::spaceToDepth, RecordedReader::spaceToDepth)),
        entry("Pad", RecordedReader.of(PadReader::pad, RecordedReader::pad)),
        entry("CenterCropPad", RecordedReader.parts(PadReader::centred)));
  }

  private static Map<String, Operator> indices() {
    return Map.ofEntries(
        entry("Gather", Operator.single(IndexReader::gather)),
        entry("GatherElements", RecordedReader.whole(IndexReader::gatherElements)),
        entry("GatherND", RecordedReader.whole(IndexReader::gatherNd)),
        entry("Scatter", RecordedReader.parts(IndexReader::scatterElements)),
        entry("ScatterElements", RecordedReader.parts(IndexReader::scatterElements)),
        entry("ScatterND", RecordedReader.parts(IndexReader::scatterNd)),
        entry(
            "CumSum", RecordedReader.of(IndexReader::cumulativeSum, RecordedReader::cumulativeSum)),
        entry("CumProd", RecordedReader.parts(RearrangingReader::cumulativeProduct)),
        entry(
            "ReverseSequence",
            RecordedReader.of(RearrangingReader::reverse, RecordedReader::reverseSequence)),
        entry("TensorScatter", RecordedReader.parts(RearrangingReader::tensorScatter)),
        entry("EyeLike", Operator.single(IndexReader::eyeLike)),
        entry("Trilu", RecordedReader.whole(IndexReader::triangle)),
        entry("OneHot", RecordedReader.parts(OneHotReader::oneHot)),
        entry("NonZero", Operator.single(IndexReader::nonZero)),
        entry("Compress", RecordedReader.whole(IndexReader::compress)));
  }

  private static Map<String, Operator> sequences() {
    return Map.ofEntries(
        entry("SequenceConstruct", Operator.single(SequenceReader::construct)),
        entry("SequenceEmpty", Operator.single(SequenceReader::empty)),
        entry("SequenceInsert", Operator.single(SequenceReader::insert)),
        entry("SequenceAt", Operator.single(SequenceReader::at)),
        entry("SequenceLength", Operator.single(SequenceReader::length)),
        entry("SplitToSequence", Operator.single(SequenceReader::split)),
        entry("ConcatFromSequence", Operator.single(SequenceReader::concat)));
  }

  /** Ops of a model whose attributes hold tensors like {@code tensors}. */
  public static Map<String, Operator> ofTensors(StoredTensors tensors) {
    return Map.of(
        "Constant", ShapeReader.constant(tensors),
        "ConstantOfShape", ShapeReader.constantOfShape(tensors));
  }
}
