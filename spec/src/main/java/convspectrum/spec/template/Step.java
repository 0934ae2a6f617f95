package convspectrum.spec.template;

import convspectrum.spec.block.Join;
import convspectrum.spec.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** A block in a body, with its wiring. Compared by identity. */
public final class Step {
  private final YamlNode source;
  private final int index;
  private final String label;
  private final List<Integer> from;
  private final Optional<Join> join;
  private final Template template;

  /**
   * A step.
   *
   * @param source where it is written
   * @param index its place in its body
   * @param label what node names call it: its {@code as}, or its index
   * @param from the steps whose results it takes, −1 for the body's input
   * @param join how they become one; absent for a single one
   * @param template what it does
   */
  public Step(
      YamlNode source,
      int index,
      String label,
      List<Integer> from,
      Optional<Join> join,
      Template template) {
    this.source = source;
    this.index = index;
    this.label = label;
    this.from = List.copyOf(from);
    this.join = join;
    this.template = template;
  }

  /** Where it is written. */
  public YamlNode source() {
    return source;
  }

  /** Its place in its body, from 0. */
  public int index() {
    return index;
  }

  /** The part of node names that stands for it. */
  public String label() {
    return label;
  }

  /** The steps whose results it takes, −1 for the body's input. */
  public List<Integer> from() {
    return from;
  }

  /** How they become one. */
  public Optional<Join> join() {
    return join;
  }

  /** What it does. */
  public Template template() {
    return template;
  }
}
