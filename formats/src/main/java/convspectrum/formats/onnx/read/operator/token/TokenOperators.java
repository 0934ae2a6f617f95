package convspectrum.formats.onnx.read.operator.token;

import static java.util.Map.entry;

import convspectrum.formats.onnx.read.node.Operator;
import java.util.Map;

/** What works on tokens, or on steps in time: the ops of ONNX that are understood, by name. */
public final class TokenOperators {
  private TokenOperators() {}

  /** The ops of ONNX itself. */
  public static Map<String, Operator> all() {
    return Map.ofEntries(
        entry("LinearAttention", LinearAttentionReader::attention),
        entry("Attention", AttentionReader::attention),
        entry("RotaryEmbedding", Operator.single(AttentionReader::rotary)),
        entry("LSTM", RecurrentReader.lstm()),
        entry("GRU", RecurrentReader.gru()),
        entry("RNN", RecurrentReader.plain()));
  }

  /** The ops that ONNX Runtime writes into the files that it has optimised. */
  public static Map<String, Operator> contributed() {
    return FusedAttentionReader.OPERATORS;
  }
}
