package convspectrum.formats.onnx.read;

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
          entry("Range", Set.of("stash_type")),
          // How numbers of 8 bits with an exponent are made, which are refused by their type.
          entry("Cast", Set.of("round_mode", "saturate")),
          entry("CastLike", Set.of("round_mode", "saturate")),
          entry("QuantizeLinear", Set.of("saturate", "precision", "output_dtype")),
          entry("DequantizeLinear", Set.of("output_dtype")),
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

  /** What a reduction over no axes, or a list without given sizes, does. */
  private static final Set<String> OF_SOME_FORMS = Set.of("noop_with_empty_axes", "keepdims");

  private IgnoredAttributes() {}

  /** Whether an attribute of an op makes no difference to what is read of it. */
  static boolean isIgnored(String op, String attribute) {
    return OF_OP.getOrDefault(op, Set.of()).contains(attribute)
        || ((op.startsWith("Reduce") || op.equals("SplitToSequence"))
            && OF_SOME_FORMS.contains(attribute));
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
