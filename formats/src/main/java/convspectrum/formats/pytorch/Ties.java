package convspectrum.formats.pytorch;

import convspectrum.formats.sharing.SharedTensors;
import convspectrum.formats.sharing.SharedTensors.Stored;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.function.Function;

/**
 * The end of a network's constructor, which ties what its modules made, and makes buffers of what
 * is not learned.
 *
 * @param shared the tensors that nodes share
 * @param values how tensors are written
 */
record Ties(SharedTensors shared, StoredValues values) {
  /**
   * As Python; empty where nothing is shared.
   *
   * @param places where a node's module is in the network, or the tensor that a constant is
   */
  String text(Function<Node, String> places) {
    StringBuilder text = new StringBuilder();
    shared
        .owners()
        .forEach((stored, owner) ->
            text.append(
                "        %s = %s\n".formatted(place(stored, places), place(owner, places))));
    for (Stored stored : shared.fixed()) {
      if (!(stored.node().op() instanceof Op.Constant)) {
        text.append("        del %s\n".formatted(place(stored, places)));
        text.append(
            "        %s.register_buffer(\"%s\", %s)\n"
                .formatted(
                    places.apply(stored.node()),
                    stored.role(),
                    values.text(stored.node(), stored.role())));
      }
    }
    return text.toString();
  }

  private static String place(Stored stored, Function<Node, String> places) {
    String place = places.apply(stored.node());
    return stored.node().op() instanceof Op.Constant ? place : place + "." + stored.role();
  }
}
