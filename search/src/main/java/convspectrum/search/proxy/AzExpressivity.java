package convspectrum.search.proxy;

import convspectrum.search.proxy.input.BlockFeatures;
import convspectrum.search.proxy.input.ScoringRun;
import java.util.List;

/** How evenly features spread, over all blocks. */
final class AzExpressivity implements AccuracyProxy {
  @Override
  public String name() {
    return "az_expressivity";
  }

  @Override
  public String formula() {
    return "Σ over blocks of the entropy of their features' principal components";
  }

  @Override
  public String source() {
    return "Lee and Ham, AZ-NAS, CVPR 2024, arXiv 2403.19232";
  }

  @Override
  public boolean readsBlocks() {
    return true;
  }

  @Override
  public Score score(ScoringRun run) {
    List<Double> entropies = BlockFeatures.entropies(run);
    return entropies.isEmpty()
        ? new Score.Undefined("the network has no blocks in a chain")
        : Score.of(entropies.stream().mapToDouble(Double::doubleValue).sum());
  }
}
