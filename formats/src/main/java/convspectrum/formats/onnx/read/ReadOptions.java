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
 * @param rounding whether quantised values are rounded, so that the network computes what the file
 *     does; else it is the network of real numbers that the file stands for
 */
public record ReadOptions(Optional<Shape> input, boolean allowUnknown, boolean rounding) {
  /** The options that take the model's own input and require that every node is understood. */
  public static final ReadOptions DEFAULT = new ReadOptions(Optional.empty(), false);

  /** Options that read a quantised model as a network of real numbers. */
  public ReadOptions(Optional<Shape> input, boolean allowUnknown) {
    this(input, allowUnknown, false);
  }

  /** The same, with quantised values rounded. */
  public ReadOptions rounded() {
    return new ReadOptions(input, allowUnknown, true);
  }
}
