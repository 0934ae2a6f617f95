package convspectrum.spec.onnx.read;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Weights;

/**
 * A model that was read.
 *
 * @param graph what it computes; each node's origin is the ONNX node that it comes from
 * @param weights what it stores, read from the file when asked; a {@link
 *     convspectrum.spec.fault.SpecException} says which tensor is missing where the file does not
 *     hold it
 * @param coverage how much of it the graph is
 * @param opset the version of ONNX's operator set that it is written in
 * @param producer the exporter, as it calls itself; may be empty
 */
public record ImportedModel(
    Graph graph, Weights weights, Coverage coverage, long opset, String producer) {}
