package convspectrum.spec.zoo;

import java.util.List;

/**
 * The figures of a published table that are about networks of the zoo.
 *
 * @param paper its short name: {@code mobilenets}
 * @param table as the paper calls it: {@code table 4}
 * @param source the paper
 * @param figures row by row
 */
public record PaperTable(String paper, String table, String source, List<PaperFigure> figures) {
  public PaperTable {
    figures = List.copyOf(figures);
  }
}
