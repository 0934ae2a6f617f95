package convspectrum.search.run;

import convspectrum.search.strategy.Archive;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.Strategy;
import java.util.List;

/** Proposes designs that were chosen before, in their order. */
final class Listed implements Strategy {
  private static final int BATCH = 32;

  private final List<Encoding> designs;
  private int proposed;

  Listed(List<Encoding> designs) {
    this.designs = designs;
  }

  @Override
  public List<Encoding> propose(Archive archive, int most) {
    int from = proposed;
    proposed = Math.min(designs.size(), from + Math.min(BATCH, most));
    return designs.subList(from, proposed);
  }
}
