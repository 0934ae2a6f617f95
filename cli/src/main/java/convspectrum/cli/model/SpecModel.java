package convspectrum.cli.model;

import convspectrum.search.design.Network;
import convspectrum.search.training.Classifier;
import convspectrum.search.training.elsewhere.SentNetwork;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.zoo.Published;
import convspectrum.spec.zoo.Zoo;
import java.util.Optional;

/**
 * One design of a spec.
 *
 * @param spec what was read
 * @param design the choices made for its parameters
 * @param input another shape for its input, batch first
 * @param argument that named it; parameters that it fixes are part of the network's name
 */
record SpecModel(Spec spec, Design design, Optional<Shape> input, ModelArgument argument)
    implements Model {
  @Override
  public Network network() {
    Network network = Network.design(spec, design, input);
    return argument.fixed().isEmpty()
        ? network
        : network.named(spec.name() + "#" + argument.fixed());
  }

  /** What was published holds for the published shape of the input. */
  @Override
  public Optional<Published> published() {
    if (input.isPresent() || !argument.source().startsWith(Zoo.PREFIX)) {
      return Optional.empty();
    }
    return Zoo.published(argument.source().substring(Zoo.PREFIX.length())).stream()
        .filter(one -> spec.design(one.settings()).equals(design))
        .findFirst();
  }

  @Override
  public String yaml() {
    return spec.yaml(design, input);
  }

  @Override
  public SentNetwork sent(Classifier classifier) {
    return SentNetwork.ofText(classifier, yaml());
  }

  @Override
  public String weightsFrom(long seed) {
    return "weights of seed " + seed;
  }

  @Override
  public boolean hasWeights() {
    return false;
  }

  /** A spec is understood as a whole, or not at all. */
  @Override
  public void requireWhole() {}
}
