package convspectrum.reports.html;

import java.util.List;

/**
 * The designs that a reader of a page chooses among, and what is shown of the one that is chosen.
 *
 * @param table name of the table that has a row for each, with a label
 * @param goals the figures that a front of designs is of at first, two of them
 * @param details of as many designs as there is room for
 * @param limit why some designs have no details, in a sentence; empty if all have some
 */
public record DesignChoice(String table, List<Goal> goals, List<Detail> details, String limit) {
  /** Copies. */
  public DesignChoice {
    goals = List.copyOf(goals);
    details = List.copyOf(details);
  }

  /**
   * A figure to be as low or as high as can be.
   *
   * @param column of the table of designs
   * @param lower whether less is better
   */
  public record Goal(String column, boolean lower) {}

  /**
   * What a design is made of.
   *
   * @param label of its row
   * @param blocks in execution order
   * @param heads of the columns of {@code layers}
   * @param layers in execution order, their figures as people read them
   * @param yaml the design as a spec; empty where the language cannot say it
   * @param commands that export it
   */
  public record Detail(
      String label,
      List<Block> blocks,
      List<String> heads,
      List<List<String>> layers,
      String yaml,
      String commands) {
    /** Copies. */
    public Detail {
      blocks = List.copyOf(blocks);
      heads = List.copyOf(heads);
      layers = layers.stream().map(List::copyOf).toList();
    }
  }

  /**
   * A box of the diagram.
   *
   * @param name where it stands in the spec, or the name of the layer
   * @param type of block or op
   * @param about its shape and cost, in a line
   * @param share of the MACs of the design, 0 to 1
   * @param inputs places of the boxes that it reads, in the same list
   */
  public record Block(String name, String type, String about, double share, List<Integer> inputs) {
    /** Copies. */
    public Block {
      inputs = List.copyOf(inputs);
    }
  }
}
