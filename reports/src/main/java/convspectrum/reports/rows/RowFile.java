package convspectrum.reports.rows;

import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import java.io.IOException;

/** A file that takes the rows of a result a table at a time. Nothing of them stays in memory. */
public interface RowFile {
  /**
   * Writes the rows of a table.
   *
   * @param rows whose columns have the names and types of those before; none or more
   * @throws IOException where they cannot be written
   * @throws IllegalArgumentException where the columns are others
   */
  void add(ResultTable rows) throws IOException;

  /**
   * Writes what stands at the end of the file, after at least one table.
   *
   * @param notes how the figures came about, for formats that have a place for them
   */
  void finish(Notes notes) throws IOException;
}
