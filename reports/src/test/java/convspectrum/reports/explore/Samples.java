package convspectrum.reports.explore;

import convspectrum.reports.html.Report;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Designs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;

/** Tables that tests look at. */
public final class Samples {
  /** Runtimes of {@link #comparison}. */
  public static final List<String> RUNTIMES = List.of("onnxruntime", "vector");

  private static final String SPEC =
      """
      name: xception-middle
      input: {channels: 728, height: 19, width: 19}
      parameters:
        segments: {divisors-of: 728}
      references:
        regular: [conv: {out: 728, kernel: 3}]
      baseline: regular
      layers:
        - segmented: {out: 728, kernel: 3, segments: $segments}
      """;
  private static final int[] SEGMENTS = {
    1, 2, 4, 7, 8, 13, 14, 26, 28, 52, 56, 91, 104, 182, 364, 728
  };
  private static final double[] ONNXRUNTIME = {
    26.41, 15.87, 9.732, 7.514, 6.996, 6.322, 6.205, 6.871, 7.034, 8.452, 8.713, 10.94, 11.83,
    16.37, 27.92, 4.183
  };
  private static final double[] VECTOR = {
    29.03, 17.02, 10.51, 7.903, 7.411, 5.924, 5.817, 4.934, 4.871, 4.462, 4.395, 4.221, 4.187,
    4.012, 3.905, 3.512
  };

  private Samples() {}

  /** The whole spectrum of 728 channels at 19×19; times are invented. */
  public static Comparison designs() {
    Designs compared = Studies.designs(SPEC);
    Map<String, Double> onnxruntime = times(23.71, ONNXRUNTIME);
    Map<String, Double> vector = times(25.94, VECTOR);
    vector.remove("segments=104"); // as if a runtime had failed on one design
    return new Comparison(
        compared,
        Studies.latencies(
            Studies.run(RUNTIMES.get(0), compared, onnxruntime),
            Studies.run(RUNTIMES.get(1), compared, vector)),
        List.of());
  }

  /** {@link #designs} as a table. */
  public static ResultTable comparison() {
    return designs()
        .table(
            Notes.none()
                .with("convention", "paper: one multiply-accumulate is one MAC; FLOPs are 2 × MACs")
                .with("machine", "AMD EPYC 9B45, 1 of 2 cores, 32 MiB L3")
                .with("protocol", "quick: 60 paired rounds, 95 % bootstrap intervals, 1 thread")
                .withWarning("the machine was busy: 12 of 60 rounds were interrupted"));
  }

  private static Map<String, Double> times(double regular, double[] ms) {
    Map<String, Double> times = new HashMap<>(Map.of("regular", regular));
    for (int i = 0; i < SEGMENTS.length; i++) {
      times.put("segments=" + SEGMENTS[i], ms[i]);
    }
    return times;
  }

  /** {@link #comparison} as a page. */
  public static Report report() {
    ResultTable table = comparison();
    Comparison designs = designs();
    return new Report(
        "xception-middle: the spectrum from regular to depthwise",
        List.of(
            "Depthwise (728 segments) is 8.89 times cheaper in MACs, and 5.67 times faster by"
                + " onnxruntime.",
            "The smallest number of segments that beats regular convolution is 2.",
            "Between 13 and 364 segments, onnxruntime becomes slower although MACs fall."),
        List.of(
            new Report.ChartPart(ComparisonCharts.sweep(designs).getFirst(), "comparison"),
            new Report.ChartPart(ComparisonCharts.speedup(designs).orElseThrow(), "comparison"),
            new Report.TablePart(table)));
  }

  /** Every kind of cell, each missing once, with names that try to be more than names. */
  public static ResultTable hostile() {
    StringColumn names = StringColumn.create("name");
    LongColumn counts = LongColumn.create("count");
    DoubleColumn times = DoubleColumn.create("time_ms");
    DoubleColumn scores = DoubleColumn.create("score");
    BooleanColumn flags = BooleanColumn.create("pareto");
    Object[][] rows = {
      {"<script>alert(1)</script>", 1_391_155_584L, 120.4, 1e61, true},
      {"say \"hi\", | `x` {{y}} & 'z'", 0L, 4.25, -0.00001234, false},
      {"=HYPERLINK(\"http://x\")", -5L, 0.8512, Double.POSITIVE_INFINITY, true},
      {"two\nlines\r\n\u001B[31mred\u0007", 999L, 12.0, 0.0, false},
      {"畳み込み e\u0301 🙂", 999_999L, 7.0, 123456.789, true},
      {"__init__ a_b <b> \u202Eevil", Long.MAX_VALUE, 1.0, Double.NEGATIVE_INFINITY, false},
    };
    for (Object[] row : rows) {
      names.append((String) row[0]);
      counts.append((Long) row[1]);
      times.append((Double) row[2]);
      scores.append((Double) row[3]);
      flags.append((Boolean) row[4]);
    }
    names.appendMissing();
    counts.appendMissing();
    times.appendMissing();
    scores.appendMissing();
    flags.appendMissing();
    return new ResultTable(
        "hostile",
        "Names | from <strangers> \"{{}}\" </script>",
        List.of(
            new ResultColumn(names, ColumnDescription.text("Name", "What it is called.")),
            new ResultColumn(counts, ColumnDescription.count("Count", "\"Exact\" <integers>.")),
            new ResultColumn(times, ColumnDescription.milliseconds("Time", "")),
            new ResultColumn(scores, ColumnDescription.significant("Score | x", 3, "")),
            new ResultColumn(flags, ColumnDescription.text("Pareto", ""))),
        Notes.none()
            .with("machine", "<img src=x onerror=alert(2)>")
            .withWarning("</style><script>alert(3)</script>"));
  }
}
