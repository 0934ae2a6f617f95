package convspectrum.cli;

import convspectrum.search.Sweep;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Parameter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A MODEL argument: one design of a spec.
 *
 * @param spec what was read
 * @param design the choices made for its parameters
 * @param input another shape for its input, batch first
 */
record Model(Spec spec, Design design, Optional<Shape> input) {
  /** Reads a model, and says on {@code err} which parameters keep their defaults. */
  static Model read(String argument, ModelOptions options, PrintWriter err) {
    return read(List.of(argument), options, err).getFirst();
  }

  /**
   * Reads several. A setting goes to every model that has a parameter of that name; one that no
   * model has is refused.
   */
  static List<Model> read(List<String> arguments, ModelOptions options, PrintWriter err) {
    List<Spec> specs = arguments.stream().map(SpecSource::read).toList();
    return specs.stream().map(spec -> of(spec, specs, options, err)).toList();
  }

  private static Model of(Spec spec, List<Spec> all, ModelOptions options, PrintWriter err) {
    Map<String, String> settings =
        options.settings().entrySet().stream()
            .filter(setting ->
                spec.space().contains(setting.getKey())
                    || all.stream().noneMatch(one -> one.space().contains(setting.getKey())))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Model model = new Model(spec, spec.design(settings), options.input());
    List<String> open =
        spec.parameters().stream()
            .filter(parameter -> !settings.containsKey(parameter.name()))
            .map(model::defaulted)
            .toList();
    if (!open.isEmpty()) {
      err.println(
          "note: %s leaves %s open; taken as %s (choose with --set NAME=VALUE)"
              .formatted(
                  spec.name(),
                  open.size() == 1 ? "a parameter" : open.size() + " parameters",
                  Listing.few(open)));
    }
    return model;
  }

  private String defaulted(Parameter parameter) {
    return "%s=%s (of %d)"
        .formatted(parameter.name(), design.value(parameter.name()).text(), parameter.size());
  }

  /** The graph of this design. */
  Graph graph() {
    return input.isEmpty() ? spec.graph(design) : spec.graph(design, input.get());
  }

  /** This design as a document of its own. */
  String yaml() {
    return input.isEmpty() ? spec.yaml(design) : spec.yaml(design, input.get());
  }

  /** This one design as a sweep in which nothing varies. */
  Sweep alone() {
    return new Sweep(spec, design, List.of(), input);
  }
}
