package convspectrum.search.profile;

import convspectrum.costmodel.Cost;
import convspectrum.executor.runtime.RuntimeStep;
import java.util.List;
import java.util.Optional;

/**
 * The time of one step of a program, and the work that it did.
 *
 * @param nodes names of the graph's nodes that it computes; of a step that the runtime inserted,
 *     what it calls it
 * @param op what the runtime calls it
 * @param ms median time in milliseconds
 * @param cost of these nodes as one step; nothing for a step that was inserted
 * @param step what the runtime says that it planned for them; none where it cannot tell
 */
public record LayerTime(
    List<String> nodes, String op, double ms, Cost cost, Optional<RuntimeStep> step) {
  public LayerTime {
    nodes = List.copyOf(nodes);
  }

  /** A step of which the runtime tells nothing more. */
  public LayerTime(List<String> nodes, String op, double ms, Cost cost) {
    this(nodes, op, ms, cost, Optional.empty());
  }

  /** Its kernel, such as {@code Conv gemm}; empty where it is not known. */
  public String kernel() {
    return step.map(RuntimeStep::kernel).orElse("");
  }

  /** How it fills registers: {@code 14 of 16 outputs a group}; empty where it is not known. */
  public String lanes() {
    return step.map(RuntimeStep::lanes).orElse("");
  }

  /**
   * The share of its multiply-accumulates whose results are thrown away, because registers hold
   * more channels than there are; NaN where it has none, or it is not known.
   */
  public double wastedShare() {
    return step.map(RuntimeStep::work)
        .filter(work -> work.computedMacs() > 0)
        .map(work -> 1 - (double) work.macs() / work.computedMacs())
        .orElse(Double.NaN);
  }

  /**
   * Whether nothing of its work is counted: the runtime inserted it to change a layout, or it only
   * gives values another shape.
   */
  public boolean isUncounted() {
    return cost.equals(Cost.ZERO);
  }
}
