package convspectrum.search.proxy;

import convspectrum.search.proxy.input.BlockFeatures;
import convspectrum.search.proxy.input.ScoringRun;
import java.util.List;

/** Whether features spread more evenly from block to block. */
final class AzProgressivity implements AccuracyProxy {
  @Override
  public String name() {
    return "az_progressivity";
  }

  @Override
  public String formula() {
    return "the least rise of the entropy of the features from one block to the next";
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
    if (entropies.size() < 2) {
      return new Score.Undefined("the network has fewer than two blocks in a chain");
    }
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < entropies.size(); i++) {
      least = Math.min(least, entropies.get(i) - entropies.get(i - 1));
    }
    return Score.of(least);
  }
}
