package convspectrum.cli.usage;

import java.util.List;

/** Lists in sentences. */
public final class Listing {
  private static final int FEW = 4;

  private Listing() {}

  /** The first few of them, and how many more there are. */
  public static String few(List<String> items) {
    return items.size() <= FEW
        ? String.join(", ", items)
        : String.join(", ", items.subList(0, FEW)) + " and " + (items.size() - FEW) + " more";
  }
}
