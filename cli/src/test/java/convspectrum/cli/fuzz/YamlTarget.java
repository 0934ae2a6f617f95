package convspectrum.cli.fuzz;

import convspectrum.costmodel.Cost;
import convspectrum.search.design.Network;
import convspectrum.spec.Spec;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Specs: the first designs and references, each counted and written as a document of its own. */
final class YamlTarget implements FuzzTarget {
  private static final int DESIGNS = 3;

  private final TextMutator mutator;
  private final Path file;

  YamlTarget(Path folder) throws IOException {
    List<String> seeds = new ArrayList<>();
    for (Path seed : Seeds.files(".yaml")) {
      seeds.add(Files.readString(seed));
    }
    for (String network : Zoo.names()) {
      seeds.add(Zoo.text(network));
    }
    this.mutator = new TextMutator(seeds);
    this.file = folder.resolve("spec.yaml");
  }

  @Override
  public String name() {
    return "yaml";
  }

  @Override
  public byte[] input(RandomGenerator random) {
    return mutator.input(random);
  }

  @Override
  public void read(byte[] input) throws IOException {
    Files.write(file, input);
    Spec spec = Spec.read(file);
    Set<Design> designs = new LinkedHashSet<>(spec.designs().limit(DESIGNS).toList());
    designs.add(spec.defaults());
    for (Design design : designs) {
      Network network = Network.design(spec, design, Optional.empty());
      Cost cost = NetworkUse.of(network);
      Spec alone = Spec.parse("design.yaml", spec.yaml(design));
      Cost again = NetworkUse.of(Network.design(alone, alone.defaults(), Optional.empty()));
      if (!again.equals(cost)) {
        throw new AssertionError("%s costs %s, as a document %s".formatted(design, cost, again));
      }
      for (String reference : spec.references()) {
        NetworkUse.of(Network.reference(spec, reference, design, Optional.empty()));
      }
    }
  }
}
