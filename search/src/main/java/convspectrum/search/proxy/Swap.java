package convspectrum.search.proxy;

import convspectrum.search.proxy.input.ActivationCodes;
import convspectrum.search.proxy.input.ScoringRun;

/** How many patterns the network's ReLUs show over the batch. */
final class Swap implements AccuracyProxy {
  @Override
  public String name() {
    return "swap";
  }

  @Override
  public String formula() {
    return "number of distinct patterns over the batch of the signs of ReLU inputs";
  }

  @Override
  public String source() {
    return "Peng et al., SWAP-NAS, ICLR 2024, arXiv 2403.04161";
  }

  @Override
  public Score score(ScoringRun run) {
    ActivationCodes codes = ActivationCodes.of(run, ActivationCodes.RECTIFIERS, true);
    return codes.isEmpty()
        ? new Score.Undefined("the network has no ReLU")
        : Score.of(codes.distinctPatterns());
  }
}
