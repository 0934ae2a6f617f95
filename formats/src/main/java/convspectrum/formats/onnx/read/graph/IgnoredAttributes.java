package convspectrum.formats.onnx.read.graph;

import static java.util.Map.entry;

import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxAttributes;
import convspectrum.formats.onnx.read.node.PrintableNames;
import java.util.Map;
import java.util.Set;

/**
 * The attributes that make no difference here. Any other that the reader of an op did not look at
 * would be a difference that nobody sees, so it is an error.
 */
final class IgnoredAttributes {
  private static final Map<String, Set<String>> OF_OP =
      Map.ofEntries(
          // How running statistics follow batches in training.
          entry("BatchNormalization", Set.of("momentum")),
          // What happens in training alone.
          entry("Dropout", Set.of("ratio", "seed")),
          // The width of the numbers that an op computes with inside.
          entry("GroupNormalization", Set.of("stash_type")),
          entry("LayerNormalization", Set.of("stash_type")),
          entry("RMSNormalization", Set.of("stash_type")),
          entry("SimplifiedLayerNormalization", Set.of("stash_type")),
          entry("SkipLayerNormalization", Set.of("stash_type")),
          entry("SkipSimplifiedLayerNormalization", Set.of("stash_type")),
          entry("Range", Set.of("stash_type")),
          // How numbers of 8 bits with an exponent are made, which are refused by their type.
          entry("Cast", Set.of("round_mode", "saturate")),
          entry("CastLike", Set.of("round_mode", "saturate")),
          // Of a scale that is one number axis and block mean nothing; else the reader asks for
          // them.
          entry(
              "QuantizeLinear",
              Set.of("axis", "block_size", "saturate", "precision", "output_dtype")),
          entry("DequantizeLinear", Set.of("axis", "block_size", "output_dtype")),
          // The weights have it.
          entry("ConvTranspose", Set.of("kernel_shape")),
          // The order of numbers in the second result, which is refused where something reads it.
          entry("MaxPool", Set.of("storage_order")),
          // Numbers that one mode alone uses; its reader asks for them.
          entry("Pad", Set.of("value")),
          entry(
              "Resize",
              Set.of(
                  "cubic_coeff_a",
                  "exclude_outside",
                  "extrapolation_value",
                  "keep_aspect_ratio_policy")),
          // The type of a list that is empty.
          entry("SequenceEmpty", Set.of("dtype")),
          // As many as the node has outputs.
          entry("Split", Set.of("num_outputs")),
          // Without it the order of what is found is open.
          entry("TopK", Set.of("sorted")));

  /** What a reduction over no axes, and a list of given sizes, have no use for. */
  private static final String KEEPS_AXES = "keepdims";

  private IgnoredAttributes() {}

  /** Whether an attribute of an op makes no difference to what is read of it. */
  static boolean isIgnored(String op, String attribute) {
    return OF_OP.getOrDefault(op, Set.of()).contains(attribute)
        || ((op.startsWith("Reduce") || op.equals("SplitToSequence"))
            && attribute.equals(KEEPS_AXES));
  }

  /**
   * Checks that the reader of an op has looked at all that makes a difference.
   *
   * @throws UnsupportedOpException where it has not
   */
  static void requireRead(String op, OnnxAttributes attributes) {
    for (String attribute : attributes.unread()) {
      if (!isIgnored(op, attribute)) {
        throw new UnsupportedOpException(
            "attribute '" + PrintableNames.shown(attribute) + "' of this op is not understood");
      }
    }
  }
}
