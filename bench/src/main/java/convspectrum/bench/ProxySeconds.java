package convspectrum.bench;

import convspectrum.search.design.Network;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.scoring.ProxyScorer;
import convspectrum.search.scoring.RankSum;
import convspectrum.search.scoring.ScoringOptions;
import convspectrum.spec.Spec;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures the seconds that a proxy of a network of NAS-Bench-201 takes on one thread: the mean
 * over twenty of 200 networks that were drawn at random, and for each the least of some runs.
 * Proxies of a row are computed together and share intermediate results; rows share nothing. {@code
 * bench/proxies.py} prints the same for PyTorch.
 */
public final class ProxySeconds {
  /** A digit for each edge 1←0, 2←0, 2←1, 3←0, 3←1, 3←2: none, skip, 1×1, 3×3, average pool. */
  private static final String CELLS =
      "200110 210124 224040 332311 344231 001004 300102 031334 200310 201434 "
          + "434130 244403 340013 024214 242134 233433 330322 121011 312124 002313";

  private static final List<String> ROWS =
      List.of(
          "naswot",
          "swap",
          "synflow",
          "jacob_cov",
          "grad_norm snip",
          "fisher",
          "zico",
          "meco",
          String.join(" ", RankSum.DEFAULT_TERMS));

  private ProxySeconds() {}

  /**
   * Prints one line per row.
   *
   * @param arguments the spec of NAS-Bench-201, the number of runs, the number of networks, and the
   *     rows if not all are wanted
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    int networks = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
    List<String> rows =
        arguments.length > 3 ? List.of(arguments).subList(3, arguments.length) : ROWS;
    Spec spec = Spec.parse(file.toString(), Files.readString(file));
    List<Network> cells =
        Arrays.stream(CELLS.split(" "))
            .limit(networks)
            .map(digits -> spec.space().design(new BigInteger(digits, 5)))
            .map(design -> Network.design(spec, design, Optional.empty()))
            .toList();
    for (String row : rows) {
      List<AccuracyProxy> proxies =
          Arrays.stream(row.split(" ")).map(AccuracyProxies::named).toList();
      System.out.printf(Locale.ROOT, "%-28s%8.4f%n", row, mean(cells, proxies, rounds));
    }
  }

  private static double mean(List<Network> networks, List<AccuracyProxy> proxies, int rounds) {
    ProxyScorer scorer = new ProxyScorer(ScoringOptions.of(proxies));
    double[] least = new double[networks.size()];
    Arrays.fill(least, Double.MAX_VALUE);
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < least.length; i++) {
        double seconds =
            scorer.score(networks.get(i), 1).stream()
                .mapToDouble(ProxyScorer.Scored::seconds)
                .sum();
        least[i] = Math.min(least[i], seconds);
      }
    }
    return Arrays.stream(least).average().orElseThrow();
  }
}
