package convspectrum.reports.rows;

import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.CsvTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Rows as {@link CsvTable} has them, byte for byte. */
final class CsvRows implements RowFile {
  private final CsvTable csv = new CsvTable();
  private final OutputStream out;
  private String header = "";

  CsvRows(OutputStream out) {
    this.out = out;
  }

  @Override
  public void add(ResultTable rows) throws IOException {
    String its = csv.header(rows);
    if (header.isEmpty()) {
      header = its;
      write(header);
    } else if (!header.equals(its)) {
      throw new IllegalArgumentException("columns %s after %s".formatted(its, header));
    }
    write(csv.rows(rows));
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void finish(Notes notes) {}
}
