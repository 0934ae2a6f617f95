package convspectrum.reports.view;

import convspectrum.reports.table.ResultTable;

/** What {@link JsonTable} writes, as YAML: a list of one mapping per row. */
public final class YamlTable implements TableFormat {
  @Override
  public String name() {
    return "yaml";
  }

  @Override
  public String render(ResultTable table) {
    return YamlText.render(generator -> JsonText.rows(table, generator));
  }
}
