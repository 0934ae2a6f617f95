package convspectrum.search.profile;

import convspectrum.costmodel.Cost;
import java.util.List;

/**
 * The time of one step of a program, and the work that it did.
 *
 * @param nodes names of the graph's nodes that it computes; of a step that the runtime inserted,
 *     what it calls it
 * @param op what the runtime calls it
 * @param ms median time in milliseconds
 * @param cost of these nodes as one step; nothing for a step that was inserted
 */
public record LayerTime(List<String> nodes, String op, double ms, Cost cost) {
  public LayerTime {
    nodes = List.copyOf(nodes);
  }
}
