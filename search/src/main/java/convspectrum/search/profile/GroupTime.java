package convspectrum.search.profile;

import convspectrum.costmodel.Cost;
import java.util.List;

/**
 * The time of the steps of a block, or of a type of op.
 *
 * @param name of the row, as {@code cost} names it; of steps that the runtime inserted, what it
 *     calls them
 * @param label the type of the block or op; {@value #INSERTED} of steps that were inserted
 * @param steps at least one, in execution order
 */
public record GroupTime(String name, String label, List<LayerTime> steps) {
  /** The type of a step that no node of the graph asks for. */
  public static final String INSERTED = "inserted";

  public GroupTime {
    steps = List.copyOf(steps);
  }

  /** Their times together, in milliseconds. */
  public double ms() {
    return steps.stream().mapToDouble(LayerTime::ms).sum();
  }

  /** Their work together. */
  public Cost cost() {
    return steps.stream().map(LayerTime::cost).reduce(Cost.ZERO, Cost::plus);
  }
}
