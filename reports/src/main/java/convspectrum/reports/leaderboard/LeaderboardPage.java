package convspectrum.reports.leaderboard;

import convspectrum.reports.chart.Axis;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.Palette;
import convspectrum.reports.chart.Point;
import convspectrum.reports.chart.Scale;
import convspectrum.reports.chart.Series;
import convspectrum.reports.html.HtmlReport;
import convspectrum.reports.html.Report;
import convspectrum.reports.html.Report.ChartPart;
import convspectrum.reports.html.Report.Part;
import convspectrum.reports.html.Report.TablePart;
import convspectrum.search.leaderboard.BoardColumn;
import convspectrum.search.leaderboard.BoardRow;
import convspectrum.search.leaderboard.DesignKey;
import convspectrum.search.leaderboard.Leaderboard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A leaderboard as a page that needs no network. */
public final class LeaderboardPage {
  /** More designs than this are a table without a chart, in which none could be read. */
  private static final int MOST_DRAWN = 200;

  private final Leaderboard board;

  /** The page of this one. */
  public LeaderboardPage(Leaderboard board) {
    this.board = board;
  }

  /** The page, to be stored as UTF-8. */
  public String html() {
    LeaderboardTables tables = new LeaderboardTables(board);
    List<String> sentences = new LeaderboardSentences(board).all();
    List<Part> parts = new ArrayList<>();
    parts.add(new TablePart(tables.times()));
    parts.add(new TablePart(tables.columns()));
    if (tables.differences().rowCount() > 0) {
      parts.add(new TablePart(tables.differences()));
    }
    return HtmlReport.render(
        new Report(
            "Leaderboard",
            sentences.getFirst(),
            sentences.subList(1, sentences.size()),
            tables.warnings(),
            designs().size() > MOST_DRAWN ? List.of() : List.of(new ChartPart(chart(), "times")),
            parts,
            Optional.empty(),
            0));
  }

  /** Each design with its label, in order. */
  private Map<DesignKey, String> designs() {
    Map<DesignKey, String> designs = new LinkedHashMap<>();
    board.rows().forEach(row -> designs.putIfAbsent(row.key(), row.timed().design()));
    return designs;
  }

  /** The time of each design, a series for each column, of many the foremost. */
  Chart chart() {
    Map<DesignKey, String> designs = designs();
    List<DesignKey> order = List.copyOf(designs.keySet());
    List<Series> series = new ArrayList<>();
    for (BoardColumn column : ForemostColumns.of(board)) {
      List<Point> points =
          board.rows().stream()
              .filter(row -> row.column() == column)
              .map(row -> point(row, order.indexOf(row.key())))
              .toList();
      series.add(
          new Series(column.label(), points, false, Palette.runtime(series.size()), series.size()));
    }
    return new Chart(
        "times",
        "Times by machine and runtime",
        "Median time of a forward pass of each design with its 95 % interval, for "
            + (ForemostColumns.leaveOut(board)
                ? "the %d foremost machines and runtimes of %d."
                    .formatted(ForemostColumns.MOST, board.columns().size())
                : "each machine and runtime."),
        Axis.of("design", List.copyOf(designs.values())),
        new Axis("median time (ms)", Scale.LOG10),
        series,
        List.of());
  }

  private static Point point(BoardRow row, int x) {
    double value = row.time().value();
    double low = Double.isFinite(row.time().low()) ? row.time().low() : value;
    double high = Double.isFinite(row.time().high()) ? row.time().high() : value;
    return new Point(row.timed().design(), x, value, Math.min(low, value), Math.max(high, value));
  }
}
