package convspectrum.spec.template.read;

import convspectrum.spec.binding.BlockTypes;
import convspectrum.spec.binding.Field;
import convspectrum.spec.binding.RecordType;
import convspectrum.spec.block.InputShape;
import convspectrum.spec.fault.Faults;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.parameter.Space;
import convspectrum.spec.template.Baseline;
import convspectrum.spec.template.Document;
import convspectrum.spec.template.StepList;
import convspectrum.spec.template.Term;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a whole document, and reports all its structural faults at once. */
public final class DocumentReader {
  /** The keys of a document. */
  public static final List<String> KEYS =
      List.of(
          "name",
          "about",
          "source",
          "input",
          "parameters",
          "defaults",
          "blocks",
          "references",
          "baseline",
          "layers");

  private final YamlMap root;
  private final Reading reading;
  private final BodyReader bodies;
  private final ParameterReader parameters;
  private final OwnBlocks blocks;

  private DocumentReader(YamlMap root, Reading reading) {
    this.root = root;
    this.reading = reading;
    this.bodies = new BodyReader(reading);
    this.parameters = new ParameterReader(reading);
    this.blocks = new OwnBlocks(reading, bodies);
  }

  /**
   * The document in a YAML tree.
   *
   * @param fallbackName its name where it says none
   * @param faults takes all structural faults
   * @return the document; where only blocks have faults, with steps in their place of which nothing
   *     is known, so that what remains can be checked too; null where there is nothing to check
   */
  public static @Nullable Document read(YamlNode root, String fallbackName, Faults faults) {
    Reading reading = new Reading(faults);
    YamlMap map = reading.map(root, "a mapping with " + String.join(", ", KEYS));
    return map == null ? null : new DocumentReader(map, reading).document(fallbackName);
  }

  private @Nullable Document document(String fallbackName) {
    reading.knownKeys(root, "key", KEYS);
    Optional<String> name = oneLine("name");
    Optional<String> about = text("about");
    Optional<String> source = text("source");
    int inHead = reading.faults.size();
    section("parameters", parameters::read);
    parameters.parameters.forEach(parameter -> reading.parameters.put(parameter.name(), parameter));
    Names outside = Names.of(parameters.names);
    Names inBlocks = outside.and(Names.INCOMING);
    Map<String, Term.Computed> derived =
        DerivedNames.read(parameters.derived, outside.withoutChoice("in a parameter"), reading);
    section("blocks", node -> blocks.declare(node, inBlocks));
    section("defaults", node -> defaults(node, inBlocks));
    blocks.define(inBlocks);
    Term input = input(outside);
    boolean checkable = reading.faults.size() == inHead;
    Map<String, StepList> references = new LinkedHashMap<>();
    section("references", node -> references(node, inBlocks, references));
    Optional<Baseline> baseline = Optional.ofNullable(root.get("baseline")).flatMap(this::baseline);
    StepList layers = layers(inBlocks);
    if (!checkable || input == null || layers == null) {
      return null;
    }
    List<Parameter> all = new ChoicePlaces(reading, root, derived).all(parameters.parameters);
    return all == null
        ? null
        : new Document(
            root,
            name.orElse(fallbackName),
            about,
            source,
            new Space(all),
            derived,
            input,
            references,
            baseline,
            layers,
            reading.conditionalChoices);
  }

  private interface Section {
    void read(YamlNode node);
  }

  private void section(String key, Section section) {
    YamlNode node = root.get(key);
    if (node != null) {
      section.read(node);
    }
  }

  private Optional<String> text(String key) {
    YamlNode node = root.get(key);
    if (node instanceof YamlScalar scalar && scalar.value() != null && !scalar.text().isBlank()) {
      return Optional.of(scalar.text().strip());
    }
    if (node != null) {
      reading.fault(node, "found " + node.describe(), "expected a text");
    }
    return Optional.empty();
  }

  /** A text that stands in tables, and in messages of one line. */
  private Optional<String> oneLine(String key) {
    Optional<String> text = text(key);
    YamlNode node = root.get(key);
    if (node != null && text.isPresent() && text.get().contains("\n")) {
      reading.fault(node, "found several lines", "expected one line");
    }
    return text;
  }

  private @Nullable Term input(Names names) {
    YamlNode node = root.get("input");
    if (node == null) {
      reading.fault(root, "missing key 'input'", "expected {channels: c, height: h, width: w}");
      return null;
    }
    return bodies.terms().read(node, RecordType.of(InputShape.class), names);
  }

  private @Nullable StepList layers(Names names) {
    YamlNode node = root.get("layers");
    if (node == null) {
      reading.fault(root, "missing key 'layers'", "expected a list of blocks");
      return null;
    }
    return bodies.read(node, "a list of blocks", names);
  }

  private void defaults(YamlNode node, Names names) {
    YamlMap map = reading.map(node, "a mapping of block type to fields");
    if (map == null) {
      return;
    }
    // Defaults of types that stand inside others come first, so that `conv: {norm: batch}` takes
    // those of norm.
    List<YamlMap.Entry> entries = new ArrayList<>(map.entries());
    entries.sort(
        Comparator.comparing(entry -> {
          int place = List.of("norm", "activation", "squeeze-excite").indexOf(entry.key());
          return place < 0 ? 3 : place;
        }));
    for (YamlMap.Entry entry : entries) {
      RecordType type = BlockTypes.find(entry.key()).orElse(null);
      if (type == null) {
        List<String> known = BlockTypes.names();
        reading.fault(
            entry,
            map,
            "unknown block type '" + entry.key() + "'",
            Suggestions.didYouMean(entry.key(), known));
        continue;
      }
      YamlMap fields = reading.map(entry.value(), "a mapping of fields of " + type.name());
      if (fields == null) {
        continue;
      }
      reading.knownKeys(fields, "field", type.fieldNames());
      Map<String, Term> terms = new LinkedHashMap<>();
      for (Field field : type.fields()) {
        YamlNode value = fields.get(field.name());
        Term term =
            value == null ? null : bodies.terms().read(value, field.type(), names.conditionally());
        if (term != null) {
          terms.put(field.name(), term);
        }
      }
      reading.defaults.put(type.name(), terms);
    }
  }

  private void references(YamlNode node, Names names, Map<String, StepList> references) {
    YamlMap map = reading.map(node, "a mapping of name to list of blocks");
    if (map == null) {
      return;
    }
    Names inside = names.withoutChoice("in a reference, which is one network");
    for (YamlMap.Entry entry : map.entries()) {
      if (entry.key().isBlank() || entry.key().contains("\n")) {
        reading.fault(entry, map, "the name '" + entry.key() + "'", "a name of one line");
      }
      StepList steps = bodies.read(entry.value(), "a list of blocks", inside);
      if (steps != null) {
        references.put(entry.key(), steps);
      }
    }
  }

  private Optional<Baseline> baseline(YamlNode node) {
    if (node instanceof YamlMap map) {
      return Optional.of(settings(map));
    }
    String name = reading.text(node, "the name of a reference, or {parameter: value}");
    if (name == null) {
      return Optional.empty();
    }
    List<String> known =
        root.get("references") instanceof YamlMap references
            ? references.entries().stream().map(YamlMap.Entry::key).toList()
            : List.of();
    if (!known.contains(name)) {
      reading.fault(node, "unknown reference '" + name + "'", Suggestions.didYouMean(name, known));
      return Optional.empty();
    }
    return Optional.of(new Baseline.Reference(name));
  }

  private Baseline settings(YamlMap map) {
    if (map.entries().isEmpty()) {
      reading.fault(
          map, "found an empty mapping", "the name of a reference, or {parameter: value}");
    }
    Map<String, String> settings = new LinkedHashMap<>();
    for (YamlMap.Entry entry : map.entries()) {
      String text = ChoiceTexts.text(entry.value());
      settings.put(entry.key(), text);
      Parameter parameter =
          parameters.parameters.stream()
              .filter(candidate -> candidate.name().equals(entry.key()))
              .findFirst()
              .orElse(null);
      if (parameter == null && parameters.names.contains(entry.key())) {
        continue; // The fault of the entry itself has been reported.
      }
      if (parameter == null) {
        reading.fault(
            entry, map, "unknown parameter '" + entry.key() + "'", parameters.nearest(entry.key()));
      } else if (parameter.find(text).isEmpty()) {
        reading.fault(
            entry.value(), text + " is none of the choices", "one of " + parameter.listed());
      }
    }
    return new Baseline.Settings(settings);
  }
}
