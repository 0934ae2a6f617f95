package convspectrum.spec.block;

import java.util.List;
import java.util.Optional;

/** What all blocks with several kernels ask of them. */
final class Mixed {
  private Mixed() {}

  static void check(Optional<List<HeightWidth>> kernels, Optional<List<Double>> shares) {
    if (kernels.isPresent()) {
      if (kernels.get().isEmpty()) {
        throw new FieldException("kernels", "found an empty list", "expected at least one kernel");
      }
      checkShares(shares, kernels.get().size());
    } else if (shares.isPresent()) {
      throw new FieldException("shares", "found without kernels", "kernels: [3, 5, …]");
    }
  }

  static void checkShares(Optional<List<Double>> shares, int parts) {
    if (shares.isEmpty()) {
      return;
    }
    if (shares.get().size() != parts) {
      throw new FieldException(
          "shares",
          "found " + shares.get().size() + " shares of " + parts + " parts",
          "one per part");
    }
    for (double share : shares.get()) {
      if (!(share > 0) || Double.isInfinite(share)) {
        throw new FieldException("shares", "found " + share, "expected numbers above 0");
      }
    }
  }
}
