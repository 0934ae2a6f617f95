package convspectrum.reports.explore;

import convspectrum.reports.explore.ComparisonTable.Latency;
import convspectrum.reports.explore.ComparisonTable.Row;
import convspectrum.reports.html.Report;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  private static final int CHANNELS = 728;
  private static final int PIXELS = 19 * 19;
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

  /**
   * The whole spectrum of 728 channels at 19×19: counts exact (regular 9·728²·361 MACs, the others
   * 728²·361·(1 + 9/S)), times invented.
   */
  public static ResultTable comparison() {
    long pointwise = (long) CHANNELS * CHANNELS * PIXELS;
    List<Row> rows = new ArrayList<>();
    rows.add(row("regular", Map.of(), 9 * pointwise, 23.71, 25.94, pointwise));
    for (int i = 0; i < SEGMENTS.length; i++) {
      int s = SEGMENTS[i];
      long macs = pointwise + 9 * pointwise / s;
      rows.add(
          row(
              "segments=" + s,
              Map.of("segments", Integer.toString(s)),
              macs,
              ONNXRUNTIME[i],
              VECTOR[i],
              pointwise));
    }
    return ComparisonTable.of(
        "xception-middle: one layer of 728 channels at 19×19, from regular to depthwise",
        List.of("segments"),
        RUNTIMES,
        List.of(),
        rows,
        Notes.none()
            .with("convention", "paper: one multiply-accumulate is one MAC; FLOPs are 2 × MACs")
            .with("machine", "AMD EPYC 9B45, 1 of 2 cores, 32 MiB L3")
            .with("protocol", "quick: 60 paired rounds, 95 % bootstrap intervals, 1 thread")
            .withWarning("the machine was busy: 12 of 60 rounds were interrupted"));
  }

  private static Row row(
      String design,
      Map<String, String> parameters,
      long macs,
      double onnxruntime,
      double vector,
      long pointwise) {
    double theory = 9.0 * pointwise / macs;
    Map<String, Latency> latencies = new LinkedHashMap<>();
    latencies.put("onnxruntime", latency(onnxruntime, 23.71 / onnxruntime, theory, 0.013));
    // As if a runtime had failed on one design.
    if (!design.equals("segments=104")) {
      latencies.put("vector", latency(vector, 25.94 / vector, theory, 0.021));
    }
    long params = macs / PIXELS;
    long bytes = 4 * (params + 4L * CHANNELS * PIXELS);
    return new Row(
        design, parameters, params, macs, 2 * macs, bytes, theory, latencies, Map.of(), "", "", "");
  }

  private static Latency latency(double ms, double speedup, double theory, double spread) {
    return new Latency(around(ms, spread), around(speedup, spread * 1.2), speedup / theory);
  }

  private static Bounded around(double value, double spread) {
    return new Bounded(value, value * (1 - spread), value * (1 + 1.3 * spread));
  }

  /** {@link #comparison} as a page. */
  public static Report report() {
    ResultTable table = comparison();
    return new Report(
        "xception-middle: the spectrum from regular to depthwise",
        List.of(
            "Depthwise (728 segments) is 8.89 times cheaper in MACs, and 5.67 times faster by"
                + " onnxruntime.",
            "The smallest number of segments that beats regular convolution is 2.",
            "Between 13 and 364 segments, onnxruntime becomes slower although MACs fall."),
        List.of(
            new Report.ChartPart(
                ComparisonCharts.sweep(table, List.of("segments"), RUNTIMES).getFirst(),
                "comparison"),
            new Report.ChartPart(
                ComparisonCharts.speedup(table, RUNTIMES).orElseThrow(), "comparison"),
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
