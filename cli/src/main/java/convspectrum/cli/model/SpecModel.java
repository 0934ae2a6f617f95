package convspectrum.cli.model;

import convspectrum.search.design.Network;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import java.util.Optional;

/**
 * One design of a spec.
 *
 * @param spec what was read
 * @param design the choices made for its parameters
 * @param input another shape for its input, batch first
 */
record SpecModel(Spec spec, Design design, Optional<Shape> input) implements Model {
  @Override
  public Network network() {
    return Network.design(spec, design, input);
  }

  @Override
  public String yaml() {
    return input.isEmpty() ? spec.yaml(design) : spec.yaml(design, input.get());
  }

  @Override
  public String weightsFrom(long seed) {
    return "weights of seed " + seed;
  }

  /** A spec is understood as a whole, or not at all. */
  @Override
  public void requireWhole() {}
}
