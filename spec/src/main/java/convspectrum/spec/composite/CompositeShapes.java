package convspectrum.spec.composite;

import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.Arrays;
import java.util.List;

/** What composites require of their inputs. */
final class CompositeShapes {
  private CompositeShapes() {}

  /**
   * Requires inputs of these ranks.
   *
   * @throws ShapeException that names what was found
   */
  static void requireRanks(String type, List<Shape> inputs, int... ranks) {
    boolean fit = inputs.size() == ranks.length;
    for (int i = 0; fit && i < ranks.length; i++) {
      fit = inputs.get(i).rank() == ranks[i];
    }
    if (!fit) {
      throw new ShapeException(
          "%s of %s; expected %d inputs, of %s axes"
              .formatted(type, inputs, ranks.length, Arrays.toString(ranks)));
    }
  }

  /**
   * Requires a shape that follows from others.
   *
   * @param what the input, in the plural
   */
  static void requireEqual(String what, Shape found, Shape expected) {
    if (!found.equals(expected)) {
      throw new ShapeException(what + " of " + found + "; expected " + expected);
    }
  }
}
