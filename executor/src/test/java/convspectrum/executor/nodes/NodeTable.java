package convspectrum.executor.nodes;

import convspectrum.executor.nodes.NodeRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The verdict that each node test has, in a file of tabs: test, ops, verdict, reason. The tables in
 * docs/onnx.md are made of it.
 */
final class NodeTable {
  static final Path FILE =
      Path.of("src/test/resources/convspectrum/executor/nodes/onnx-node-verdicts.tsv");

  /** Longer reasons are cut in the page. */
  private static final int MAX_REASON = 110;

  /** One line of the table. */
  record Row(String test, String ops, Verdict verdict, String reason) {
    static Row of(NodeCase test, Outcome outcome) {
      return new Row(
          test.name(),
          test.ops(),
          outcome.verdict(),
          outcome.reason().replaceAll("\\s+", " ").replaceAll("; \\d+ (of|nodes) .*", ""));
    }

    /** The op that the test is of; a test of the function body that an op stands for has none. */
    boolean isOfOneOp() {
      return !test.contains("_expanded") && !ops.contains(" ");
    }
  }

  private NodeTable() {}

  static List<Row> read() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      String[] cells = line.split("\t", -1);
      rows.add(new Row(cells[0], cells[1], Verdict.of(cells[2]), cells[3]));
    }
    return rows;
  }

  static void write(List<Row> rows) throws IOException {
    Files.write(
        FILE,
        rows.stream()
            .map(row -> String.join("\t", row.test, row.ops, row.verdict.text(), row.reason))
            .toList());
  }

  /** The sums, and a row for each op. */
  static String page(List<Row> rows) {
    Map<Verdict, Integer> sums = new EnumMap<>(Verdict.class);
    rows.forEach(row -> sums.merge(row.verdict, 1, Integer::sum));
    int inside = rows.size() - sums.getOrDefault(Verdict.OUTSIDE, 0);
    int right = sums.getOrDefault(Verdict.RIGHT, 0) + sums.getOrDefault(Verdict.STORED, 0);
    StringBuilder page = new StringBuilder();
    page.append(
        String.format(
            Locale.ROOT,
            "Of %,d tests %,d are in scope; of these %,d (%.1f %%) are right, %,d of them only where all"
                + " operands are stored, %,d are refused with the reason, %,d give another result.\n\n",
            rows.size(),
            inside,
            right,
            100.0 * right / inside,
            sums.getOrDefault(Verdict.STORED, 0),
            sums.getOrDefault(Verdict.REFUSED, 0),
            sums.getOrDefault(Verdict.WRONG, 0)));
    page.append("| op | right | refused | other result | out of scope | why |\n");
    page.append("|---|---:|---:|---:|---:|---|\n");
    byOp(rows).forEach((op, of) -> page.append(line(op, of)));
    return page.toString();
  }

  /** Tests of one op by its name; those of function bodies together. */
  private static Map<String, List<Row>> byOp(List<Row> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.isOfOneOp() ? "`" + row.ops + "`" : "several ops, function bodies",
                TreeMap::new,
                Collectors.toList()));
  }

  private static String line(String op, List<Row> rows) {
    Set<String> reasons = new LinkedHashSet<>();
    rows.stream()
        .filter(row -> !row.reason.isEmpty())
        .map(NodeTable::shortReason)
        .forEach(reasons::add);
    String why = String.join("; ", reasons.stream().limit(3).toList());
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %s |%n",
        op,
        count(rows, Verdict.RIGHT, Verdict.STORED),
        count(rows, Verdict.REFUSED),
        count(rows, Verdict.WRONG),
        count(rows, Verdict.OUTSIDE),
        op.startsWith("several") ? "as for the ops" : why);
  }

  /** A reason without the names of its node and its numbers of nodes. */
  private static String shortReason(Row row) {
    String text =
        row.verdict == Verdict.WRONG
            ? Deviations.reason(row).orElse("another result")
            : row.reason
                .replaceFirst("^node '[^']*' \\([^)]*\\): ", "")
                .replaceFirst("^(input|output|tensor) '[^']*'", "$1")
                .replace("|", "\\|");
    return text.length() > MAX_REASON ? text.substring(0, MAX_REASON) + "…" : text;
  }

  private static String count(List<Row> rows, Verdict... verdicts) {
    Set<Verdict> wanted = Set.of(verdicts);
    long count = rows.stream().filter(row -> wanted.contains(row.verdict)).count();
    return count == 0 ? "" : Long.toString(count);
  }
}
