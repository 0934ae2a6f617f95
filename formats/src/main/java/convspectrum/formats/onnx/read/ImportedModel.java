package convspectrum.formats.onnx.read;

import convspectrum.formats.onnx.read.graph.Coverage;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Weights;

/**
 * A model that was read.
 *
 * @param graph what it computes; each node's origin is the ONNX node that it comes from
 * @param weights what it stores, read from the file when asked; it {@linkplain Weights#holds holds}
 *     no values that are in no file, and getting such throws a {@link
 *     convspectrum.spec.fault.SpecException} that says which tensor is missing
 * @param coverage how much of it the graph is
 * @param quantised how many of its nodes quantise their results, which saturate as in the file and
 *     are not rounded; 0 where {@link ReadOptions#rounding} has them rounded
 * @param storage where the values of its tensors are
 * @param opset the version of ONNX's operator set that it is written in
 * @param producer the exporter, as it calls itself; may be empty
 * @param names what the file calls tensors and parameters
 */
public record ImportedModel(
    Graph graph,
    Weights weights,
    Coverage coverage,
    int quantised,
    Storage storage,
    long opset,
    String producer,
    ModelNames names) {}
