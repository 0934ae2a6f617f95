package convspectrum.cli.training;

import convspectrum.cli.model.Model;
import convspectrum.search.design.Network;
import convspectrum.spec.parameter.Design;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What reports call networks that are trained. */
final class ModelLabels {
  private ModelLabels() {}

  /**
   * The names of networks with the choices that {@code --set} makes, so that results of different
   * choices can be told apart; a name that two have is followed by the number of the model.
   */
  static List<String> of(List<Model> read, Map<String, String> settings) {
    List<String> labels = new ArrayList<>();
    for (Model model : read) {
      String name = named(model.network(), settings.keySet());
      labels.add(labels.contains(name) ? name + " (" + (labels.size() + 1) + ")" : name);
    }
    return labels;
  }

  private static String named(Network network, Collection<String> settings) {
    Optional<Design> design = network.design();
    if (design.isEmpty()) {
      return network.name();
    }
    String fixed =
        settings.stream()
            .filter(
                name -> design.get().parameters().stream().anyMatch(one -> one.name().equals(name)))
            .map(name -> name + "=" + design.get().value(name).text())
            .collect(Collectors.joining(","));
    return fixed.isEmpty()
        ? network.name()
        : network.name() + (network.name().indexOf('#') < 0 ? "#" : ",") + fixed;
  }
}
