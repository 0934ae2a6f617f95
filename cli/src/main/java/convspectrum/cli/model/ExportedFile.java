package convspectrum.cli.model;

import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.costmodel.Cost;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.formats.pytorch.PyTorchHeader;
import convspectrum.formats.pytorch.PyTorchWriter;
import convspectrum.search.design.Network;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.tensor.Weights;
import convspectrum.spec.written.GraphDocument;
import convspectrum.spec.written.NoBlockException;
import convspectrum.spec.written.OpenGroups;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A file that a network is written to.
 *
 * @param target what it is written as
 * @param file where to
 * @param seed of the weights
 */
public record ExportedFile(ExportTarget target, Path file, long seed) {
  /**
   * Writes a model.
   *
   * @return what was written, in a line
   */
  public String write(Model model) {
    Network network = model.network();
    if (target == ExportTarget.PYTORCH && model.hasWeights()) {
      return withWeights(network);
    }
    return write(
        network.graph(),
        network.weights().apply(seed),
        model::yaml,
        network.design().map(Object::toString).orElse(""),
        model.weightsFrom(seed));
  }

  /**
   * Writes a network.
   *
   * @param yaml the network as a spec, made only where that is written
   * @param design the values of its parameters; empty where it has none
   * @param weightsFrom where the weights come from, in a few words
   * @return what was written, in a line
   */
  public String write(
      Graph graph, Weights weights, Supplier<String> yaml, String design, String weightsFrom) {
    Cost cost = NetworkCost.of(graph, CostOptions.DEFAULT).total();
    return switch (target) {
      case ONNX -> {
        OnnxWriter.write(graph, weights, file);
        yield line("ONNX, opset " + OnnxWriter.opset(graph), cost, ", " + weightsFrom);
      }
      case PYTORCH -> {
        PyTorchWriter.write(
            graph, weights, new PyTorchHeader(Version.current(), design, seed, cost.macs()), file);
        yield line("PyTorch module", cost, ", initial weights by PyTorch, seed " + seed);
      }
      case YAML -> {
        AtomicFile.write(file, yaml.get());
        yield line("spec of one design", cost, "");
      }
    };
  }

  /**
   * Writes a network of integers.
   *
   * @param weightsFrom where the weights come from, in a few words
   * @return what was written, in a line
   */
  public String write(QuantisedGraph network, String weightsFrom) {
    OnnxWriter.write(network, file);
    Graph graph = network.graph();
    return line(
        "ONNX of 8-bit integers, opset " + OnnxWriter.opset(graph),
        NetworkCost.of(graph, CostOptions.DEFAULT).total(),
        ", " + weightsFrom);
  }

  /** A PyTorch module, and the weights of the network beside it. */
  private String withWeights(Network network) {
    Graph graph = network.graph();
    Cost cost = NetworkCost.of(graph, CostOptions.DEFAULT).total();
    String name = String.valueOf(file.getFileName());
    String end = target.ending();
    String stem = name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    Path weights = file.resolveSibling(stem + ".npz");
    PyTorchWriter.write(
        graph,
        network.weights().apply(seed),
        new PyTorchHeader(Version.current(), "", seed, cost.macs()),
        file,
        weights);
    return line("PyTorch module", cost, ", its weights in " + weights);
  }

  /**
   * A network as a spec that leaves nothing open.
   *
   * @param model what a user wrote for it
   * @throws UsageException where the spec language cannot say it
   */
  public static String yaml(String model, Graph graph) {
    return yaml(model, () -> GraphDocument.of(graph));
  }

  /**
   * A network as a spec that leaves groups open, beside the network as it was.
   *
   * @throws UsageException where the spec language cannot say one of the two
   */
  public static String yaml(String model, Graph graph, OpenGroups open, Graph original) {
    return yaml(model, () -> GraphDocument.of(graph, open, original));
  }

  private static String yaml(String model, Supplier<String> document) {
    try {
      return document.get();
    } catch (NoBlockException e) {
      throw new UsageException(model + ": " + e.getMessage() + "; try --to onnx or --to pytorch");
    }
  }

  private String line(String what, Cost cost, String weights) {
    return String.format(
        Locale.ROOT,
        "%s: %s, %,d parameters, %,d MACs%s",
        file,
        what,
        cost.params(),
        cost.macs(),
        weights);
  }
}
