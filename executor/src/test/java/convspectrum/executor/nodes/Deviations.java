package convspectrum.executor.nodes;

import convspectrum.executor.nodes.NodeTable.Row;
import java.util.Map;
import java.util.Optional;

/** Why some node tests have another result, op by op; every other difference is a fault. */
final class Deviations {
  private static final Map<String, String> REASONS =
      Map.of(
          "Dropout", "training drops elements at random; what is run is inference",
          "Resize", "corners of a size cut to whole pixels are aligned as ONNX Runtime does");

  private Deviations() {}

  static Optional<String> reason(Row row) {
    return Optional.ofNullable(REASONS.get(row.ops()));
  }
}
