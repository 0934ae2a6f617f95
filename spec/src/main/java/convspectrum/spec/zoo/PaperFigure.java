package convspectrum.spec.zoo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A printed figure, and what it is the figure of.
 *
 * @param row how the paper names the row
 * @param network a network of the zoo
 * @param settings parameter to choice; the others keep their defaults
 * @param selection the layers that count
 * @param quantity what is counted of them
 * @param printed the figure; in percent, it is the selection's share of the whole network
 * @param note a known error or another way to count; empty where there is none
 */
public record PaperFigure(
    String row,
    String network,
    Map<String, String> settings,
    Selection selection,
    Quantity quantity,
    Printed printed,
    String note) {
  public PaperFigure {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  static PaperFigure of(Resource.Row row) {
    return new PaperFigure(
        row.text("row"),
        row.text("network"),
        row.settings(),
        Selection.of(row.text("selection")),
        Quantity.of(row.text("quantity")),
        new Printed(row.text("printed")),
        row.text("note"));
  }
}
