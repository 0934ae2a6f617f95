package convspectrum.spec.template.read;

import convspectrum.spec.binding.ValueType;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.template.OwnBlock;
import convspectrum.spec.template.Template;
import convspectrum.spec.template.Term;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads uses of own blocks: {@code use: cell} with {@code with: {c: 16}}. */
final class UseReader {
  static final String USE = "use";
  private static final String WITH = "with";

  private final Reading reading;
  private final TermReader terms;

  UseReader(Reading reading, TermReader terms) {
    this.reading = reading;
    this.terms = terms;
  }

  @Nullable Template read(YamlMap map, Names names) {
    reading.knownKeys(map, "key", List.of(USE, WITH, "as", "from", "join"));
    YamlNode written = Objects.requireNonNull(map.get(USE));
    String name = reading.text(written, "the name of a block under 'blocks'");
    if (name == null) {
      return null;
    }
    OwnBlock block = reading.blocks.get(name);
    if (block == null && reading.faultyBlocks.contains(name)) {
      return null;
    }
    if (block == null) {
      reading.fault(
          written,
          "unknown block '" + name + "'",
          Suggestions.didYouMean(name, reading.blocks.keySet()));
      return null;
    }
    noteUse(written, name);
    YamlNode with = map.get(WITH);
    YamlMap arguments = with == null ? null : reading.map(with, "a mapping of arguments");
    if (arguments != null) {
      reading.knownKeys(arguments, "parameter", block.parameters());
    }
    List<@Nullable Term> values = new ArrayList<>();
    boolean complete = with == null || arguments != null;
    for (int i = 0; i < block.parameters().size(); i++) {
      String parameter = block.parameters().get(i);
      YamlNode argument = arguments == null ? null : arguments.get(parameter);
      Term value = argument == null ? null : terms.read(argument, new ValueType.Any(), names);
      if (argument != null && value == null) {
        complete = false;
      } else if (argument == null && block.defaultOf(i) == null) {
        reading.fault(
            written, "missing argument '" + parameter + "' of " + name, "it under 'with'");
        complete = false;
      }
      values.add(value);
    }
    return complete ? new Template.OfUse(block, values) : null;
  }

  /** Remembers which own block uses which: the first member of the path says where we are. */
  private void noteUse(YamlNode written, String name) {
    for (OwnBlock block : reading.blocks.values()) {
      if (written.path().startsWith(block.source().path() + ".")) {
        reading
            .uses
            .computeIfAbsent(block.name(), _ -> new LinkedHashMap<>())
            .putIfAbsent(name, written);
      }
    }
  }
}
