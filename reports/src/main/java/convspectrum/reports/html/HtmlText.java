package convspectrum.reports.html;

import convspectrum.reports.table.VisibleText;

/** Foreign text inside HTML. */
final class HtmlText {
  private HtmlText() {}

  /** Escaped for content and for attributes in double quotes; control characters made visible. */
  static String escape(String text) {
    return VisibleText.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
