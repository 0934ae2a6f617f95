package convspectrum.executor.nodes;

import convspectrum.executor.nodes.NodeTable.Row;
import java.util.Map;
import java.util.Optional;

/** Why some node tests have another result, op by op; every other difference is a fault. */
final class Deviations {
  private static final Map<String, String> REASONS =
      Map.of(
          "Dropout",
          "training drops elements at random; what is run is inference",
          "DynamicQuantizeLinear",
          "its integers are real numbers here, on a scale of 1",
          "Resize",
          "corners of a size that is cut to whole pixels are aligned as ONNX Runtime does");

  private Deviations() {}

  static Optional<String> reason(Row row) {
    return Optional.ofNullable(REASONS.get(row.ops()));
  }
}
