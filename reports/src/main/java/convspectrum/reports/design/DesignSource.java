package convspectrum.reports.design;

import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Sweep;
import convspectrum.spec.written.GraphDocument;
import convspectrum.spec.written.NoBlockException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the designs of a report come from, so that it can say how to get one of them.
 *
 * @param sweep of a spec; none of a network that was imported
 * @param model what a user wrote for the spec or file; none for the bundled example
 * @param settings the choices that the user fixed, by the names of their parameters
 * @param input the shape of the input as the user gave it, where it is not that of the spec or file
 */
public record DesignSource(
    Optional<Sweep> sweep,
    Optional<String> model,
    Map<String, String> settings,
    Optional<String> input) {
  /** Nothing is known: a design is its graph. */
  public static final DesignSource NONE =
      new DesignSource(Optional.empty(), Optional.empty(), Map.of(), Optional.empty());

  /** Copies, in order. */
  public DesignSource {
    settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** The design as a spec that leaves nothing open; empty where the language cannot say it. */
  String yaml(ComparedDesign row) {
    if (sweep.isPresent() && row.design().isPresent()) {
      return sweep.get().spec().yaml(row.design().get(), sweep.get().input());
    }
    try {
      return GraphDocument.of(row.graph());
    } catch (NoBlockException e) {
      return "";
    }
  }

  /** What a user types to export the design. */
  String commands(ComparedDesign row) {
    String file = fileName(row.label());
    if (model.isPresent() && (sweep.isEmpty() || row.design().isPresent())) {
      return "convspectrum export "
          + quoted(model.get())
          + options(row)
          + " --out "
          + file
          + ".onnx";
    }
    return "# with the spec above in "
        + file
        + ".yaml:\n"
        + "convspectrum export "
        + file
        + ".yaml --out "
        + file
        + ".onnx";
  }

  private String options(ComparedDesign row) {
    Map<String, String> chosen = new LinkedHashMap<>(settings);
    sweep.ifPresent(swept ->
        row.design()
            .ifPresent(design ->
                swept.parameters().forEach(name -> chosen.put(name, design.value(name).text()))));
    String sets =
        chosen.entrySet().stream()
            .map(one -> " --set " + quoted(one.getKey() + "=" + one.getValue()))
            .collect(Collectors.joining());
    return sets + input.map(shape -> " --input " + shape).orElse("");
  }

  /** A label as the name of a file: {@code c-32-segments-8}. */
  private static String fileName(String label) {
    String name = label.replaceAll("[^A-Za-z0-9._]+", "-").replaceAll("^[-.]+|[-.]+$", "");
    return name.isEmpty() ? "design" : name.substring(0, Math.min(60, name.length()));
  }

  /** A word of a shell's command. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
