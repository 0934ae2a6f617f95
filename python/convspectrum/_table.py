"""The tables of results."""

import html


class Rows(list):
    """The rows of a table as dictionaries, which a notebook shows as a table.

    ``columns`` describes each column by its name (type, unit, meaning), ``document`` is the whole result.
    """

    def __init__(self, rows, columns, document):
        super().__init__(rows)
        self.columns = columns
        self.document = document

    def _repr_html_(self):
        names = [name for name in self.columns if any(row.get(name) is not None for row in self)]
        heads = "".join(
            f'<th title="{html.escape(self.columns[name].get("meaning") or "")}">{html.escape(_heading(name, self.columns[name]))}</th>'
            for name in names
        )
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_cell(row.get(name)))}</td>" for name in names) + "</tr>"
            for row in self
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _heading(name, column):
    unit = column.get("unit")
    return f"{name} ({unit})" if unit and not name.endswith("_" + unit) else name


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list):
        return "x".join(_cell(part) for part in value)
    return str(value)


def table(document, name, pandas):
    """A table of a document: a DataFrame, or Rows where pandas is not wanted or not installed."""
    tables = document["tables"]
    rows, columns = tables.get(name, []), document["columns"].get(name, {})
    if pandas is False:
        return Rows(rows, columns, document)
    try:
        from pandas import DataFrame
    except ImportError:
        if pandas:
            raise
        return Rows(rows, columns, document)
    frame = DataFrame(rows, columns=list(columns))
    frame.attrs["convspectrum"] = document
    return frame
