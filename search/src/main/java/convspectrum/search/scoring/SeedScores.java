package convspectrum.search.scoring;

import java.io.Serializable;
import java.util.List;

/**
 * The scores of a network with several seeds.
 *
 * @param runs one for each seed, in order
 */
public record SeedScores(List<NetworkScores> runs) implements Serializable {
  private static final long serialVersionUID = 1L;

  public SeedScores {
    runs = List.copyOf(runs);
  }
}
