package convspectrum.cli.model;

import convspectrum.cli.usage.UsageException;
import convspectrum.search.design.Network;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.elsewhere.SentNetwork;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.zoo.Published;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** A MODEL argument: one design of a spec, or an ONNX file. */
public sealed interface Model permits SpecModel, OnnxModel {
  /** The network that it is. */
  Network network();

  /** Whether all of its weights are its own, such as those of a training, and none is random. */
  boolean hasWeights();

  /**
   * Refuses a network that cannot be run, since not all of it is understood.
   *
   * @throws convspectrum.spec.fault.SpecException naming the op, the node and what is understood
   */
  void requireWhole();

  /**
   * It as a spec that leaves nothing open.
   *
   * @throws UsageException where it comes of none
   */
  String yaml();

  /**
   * It as it is sent to other machines.
   *
   * @param classifier which it is, with the label that reports have
   */
  SentNetwork sent(Classifier classifier);

  /** What was published of this design of a network of the zoo, if anything was. */
  Optional<Published> published();

  /** Where its weights come from, in a few words, if random ones are of this seed. */
  String weightsFrom(long seed);

  /**
   * A design of a spec.
   *
   * @param input another shape for the input, batch first, if not the spec's own
   */
  static Model of(Spec spec, Design design, Optional<Shape> input) {
    return new SpecModel(spec, design, input, new ModelArgument(spec.name(), "", spec.name()));
  }

  /** Reads a model to count it, and says on {@code err} which parameters keep their defaults. */
  static Model read(String argument, ModelOptions options, PrintWriter err) {
    return read(List.of(argument), options, err).getFirst();
  }

  /**
   * Reads several. A setting goes to every model that has a parameter of that name; one that no
   * model has is refused.
   */
  static List<Model> read(List<String> arguments, ModelOptions options, PrintWriter err) {
    List<ModelSource> sources =
        arguments.stream().map(argument -> ModelSource.read(argument, options)).toList();
    return sources.stream().map(source -> source.model(sources, options, err)).toList();
  }

  /** Reads a model to run it. */
  static Model readWhole(String argument, ModelOptions options, PrintWriter err) {
    return readWhole(List.of(argument), options, err).getFirst();
  }

  /** Reads several to run them, and says on {@code err} which have random weights. */
  static List<Model> readWhole(List<String> arguments, ModelOptions options, PrintWriter err) {
    List<Model> models = read(arguments, options, err);
    models.forEach(model -> model.requireRunnable(err));
    return models;
  }

  /** Refuses what cannot be run, and says on {@code err} where weights are random. */
  default void requireRunnable(PrintWriter err) {
    requireWhole();
    Network network = network();
    network.gaps().weights().ifPresent(gap -> err.println("note: " + network.name() + ": " + gap));
  }
}
