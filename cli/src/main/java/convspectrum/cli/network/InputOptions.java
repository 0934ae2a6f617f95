package convspectrum.cli.network;

import convspectrum.cli.usage.Listing;
import convspectrum.cli.usage.UsageException;
import convspectrum.formats.numpy.Npy;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.AllowedIntegers;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What a model is run on. */
final class InputOptions {
  @Option(
      names = "--load-input",
      paramLabel = "FILE.npy",
      description =
          "The input; of a model with several, once for each. Without it, random by the seed.")
  private List<Path> load = List.of();

  /** Whether some were named. */
  boolean isGiven() {
    return !load.isEmpty();
  }

  /** The inputs that were named, or seeded ones. */
  List<Tensor> of(Graph graph, long seed) {
    if (load.isEmpty()) {
      return SeededInputs.of(graph, seed);
    }
    List<Node> inputs = graph.inputs();
    if (load.size() != inputs.size()) {
      throw new UsageException(
          "--load-input: found %d time%s; expected once for each input; %s has %d%s"
              .formatted(
                  load.size(),
                  load.size() == 1 ? "" : "s",
                  graph.name(),
                  inputs.size(),
                  inputs.isEmpty() ? "" : ": " + Listing.few(named(inputs))));
    }
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      tensors.add(loaded(load.get(i), inputs.get(i), graph));
    }
    return tensors;
  }

  private static List<String> named(List<Node> nodes) {
    return nodes.stream().map(node -> node.name() + " " + node.shape()).toList();
  }

  private static Tensor loaded(Path file, Node input, Graph graph) {
    Tensor tensor = Npy.read(file);
    if (!tensor.shape().equals(input.shape())) {
      throw new UsageException(
          "%s: found %s; expected %s, the input of %s; try --input C,H,W for another shape"
              .formatted(file, tensor.shape(), input.shape(), graph.name()));
    }
    if (input.op() instanceof Op.Input of && of.integers()) {
      requireIntegers(file, tensor, AllowedIntegers.places(graph, input), input.name());
    }
    return tensor;
  }

  /** Ids are whole numbers, and name rows that the table has; negative ones count from its end. */
  private static void requireIntegers(Path file, Tensor tensor, OptionalInt places, String name) {
    int size = places.orElse(Integer.MAX_VALUE);
    for (int i = 0; i < tensor.data().length; i++) {
      float value = tensor.data()[i];
      if (value != Math.rint(value) || !(value >= -(double) size && value < size)) {
        throw new UsageException(
            "%s: found %s at %d; expected whole numbers%s, the input %s"
                .formatted(
                    file,
                    value == (long) value ? Long.toString((long) value) : Float.toString(value),
                    i,
                    places.isPresent() ? " from -%d to %d".formatted(size, size - 1) : "",
                    name));
      }
    }
  }
}
