package convspectrum.reports.view;

import convspectrum.reports.table.ResultTable;

/**
 * An array of one object per row: keys are the stable names in the order of the columns, numbers in
 * full, {@code null} where there is no value or an infinite one, which JSON cannot write. A row
 * stands on a line of its own, so that two results can be compared line by line. For a table inside
 * a larger document see {@link JsonDocument}.
 */
public final class JsonTable implements TableFormat {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public String render(ResultTable table) {
    return JsonText.render(1, generator -> JsonText.rows(table, generator));
  }
}
