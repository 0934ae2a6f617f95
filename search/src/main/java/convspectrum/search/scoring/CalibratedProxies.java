package convspectrum.search.scoring;

import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.spec.file.CsvFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How proxies agree with trained accuracies on the tables that calibrated them; the figures are
 * those of the design record on the default rank-sum.
 */
public final class CalibratedProxies {
  private static final String FIGURES = "calibration.csv";
  private static final String MACS = "macs";
  private static final String LIVE_MACS = AccuracyProxies.LIVE_MACS;
  private static final CalibratedProxies BUNDLED = new CalibratedProxies(read());

  /**
   * A proxy on a table.
   *
   * @param table the source of the networks
   * @param proxy its name
   * @param spearman rank correlation of score and accuracy
   * @param overMacs its excess over the correlation of MACs, of the same networks
   * @param overMacsLow lower end of the 95 % interval of its excess over the correlation of MACs
   * @param overMacsHigh upper end
   */
  record Figure(
      String table,
      String proxy,
      double spearman,
      double overMacs,
      double overMacsLow,
      double overMacsHigh) {}

  private final List<Figure> figures;

  CalibratedProxies(List<Figure> figures) {
    this.figures = List.copyOf(figures);
  }

  /** The calibrations that come with the tool. */
  public static CalibratedProxies bundled() {
    return BUNDLED;
  }

  /**
   * One sentence on which of these rank better than MACs and live MACs, and on which table: their
   * excess over MACs is beyond chance, and beyond that of live MACs.
   */
  public String sentence(List<String> proxies) {
    List<String> parts = new ArrayList<>();
    Map<String, List<String>> byVerdict = new LinkedHashMap<>();
    for (String proxy : proxies) {
      if (!proxy.equals(MACS) && !proxy.equals(LIVE_MACS)) {
        byVerdict.computeIfAbsent(verdict(proxy), any -> new ArrayList<>()).add(proxy);
      }
    }
    byVerdict.forEach((verdict, names) -> parts.add(String.join(", ", names) + " " + verdict));
    return "Ranking better than MACs (Spearman %s) and live MACs (%s), beyond chance: %s."
        .formatted(
            baseline(MACS),
            baseline(LIVE_MACS),
            parts.isEmpty() ? "nothing else was asked for" : String.join("; ", parts));
  }

  private String baseline(String name) {
    return figures.stream()
        .filter(figure -> figure.proxy().equals(name))
        .map(figure -> "%.3f on %s".formatted(figure.spearman(), figure.table()))
        .collect(Collectors.joining(", "));
  }

  private boolean beatsMacs(Figure figure) {
    double live =
        figures.stream()
            .filter(
                other -> other.table().equals(figure.table()) && other.proxy().equals(LIVE_MACS))
            .mapToDouble(Figure::overMacs)
            .findFirst()
            .orElse(0);
    return figure.overMacsLow() > Math.max(0, live);
  }

  private String verdict(String proxy) {
    List<Figure> own = figures.stream().filter(figure -> figure.proxy().equals(proxy)).toList();
    if (own.isEmpty()) {
      return "unknown, not calibrated";
    }
    long tables = figures.stream().map(Figure::table).distinct().count();
    List<String> won = own.stream().filter(this::beatsMacs).map(Figure::table).toList();
    List<String> tried = own.stream().map(Figure::table).toList();
    if (won.isEmpty()) {
      return tried.size() == tables ? "nowhere" : "not on " + String.join(" and ", tried);
    }
    return won.size() == tables
        ? "on " + (tables == 2 ? "both" : "all")
        : "on " + String.join(" and ", won) + " alone";
  }

  private static List<Figure> read() {
    try (InputStream in =
        Objects.requireNonNull(CalibratedProxies.class.getResourceAsStream(FIGURES), FIGURES)) {
      return CsvFile.of(Path.of(FIGURES), in.readAllBytes()).rows().stream()
          .map(CalibratedProxies::figure)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Figure figure(List<String> cells) {
    return new Figure(
        cells.get(0),
        cells.get(1),
        Double.parseDouble(cells.get(3)),
        Double.parseDouble(cells.get(4)),
        Double.parseDouble(cells.get(5)),
        Double.parseDouble(cells.get(6)));
  }
}
