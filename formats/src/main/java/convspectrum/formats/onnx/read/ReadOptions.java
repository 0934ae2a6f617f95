package convspectrum.formats.onnx.read;

import convspectrum.spec.graph.Shape;
import java.util.Optional;

/**
 * How to read a model.
 *
 * @param input the shape that the model's only input shall have, (C, H, W) or with the batch in
 *     front; where absent the model's own, a batch that it leaves open being 1
 * @param allowUnknown whether nodes that are not understood are passed over, and the result marked
 *     as partial
 */
public record ReadOptions(Optional<Shape> input, boolean allowUnknown) {
  /** The options that take the model's own input and require that every node is understood. */
  public static final ReadOptions DEFAULT = new ReadOptions(Optional.empty(), false);
}
