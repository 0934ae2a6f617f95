package convspectrum.spec.template;

import convspectrum.spec.binding.BlockTypes;
import convspectrum.spec.binding.Field;
import convspectrum.spec.binding.RecordType;
import convspectrum.spec.block.InputShape;
import convspectrum.spec.expression.Expression;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.parameter.Space;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a whole document; all its structural faults come at once. */
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

  private static final int MAX_PARAMETERS = 10_000;
  private static final int MAX_BLOCKS = 500;

  private final Reading reading = new Reading();
  private final BodyReader bodies = new BodyReader(reading);
  private final ParameterReader parameters = new ParameterReader(reading);
  private final YamlMap root;

  private DocumentReader(YamlMap root) {
    this.root = root;
  }

  /**
   * The document in a YAML tree.
   *
   * @param fallbackName its name where it says none
   * @throws convspectrum.spec.fault.SpecException with all structural faults
   */
  public static Document read(YamlNode root, String fallbackName) {
    Reading faults = new Reading();
    YamlMap map = faults.map(root, "a mapping with " + String.join(", ", KEYS));
    faults.faults.throwIfAny();
    return new DocumentReader(Objects.requireNonNull(map)).document(fallbackName);
  }

  private Document document(String fallbackName) {
    reading.knownKeys(root, "key", KEYS);
    section("parameters", parameters::read);
    parameters.parameters.forEach(parameter -> reading.parameters.put(parameter.name(), parameter));
    Set<String> global = new LinkedHashSet<>();
    parameters.parameters.forEach(parameter -> global.add(parameter.name()));
    global.addAll(parameters.derived.keySet());
    Names outside = Names.of(global);
    Names inBlocks = outside.and(Names.INCOMING);
    Map<String, Expression> derived =
        parameters.expressions(bodies.terms(), outside.withoutChoice("in a parameter"));
    section("blocks", node -> declareBlocks(node, inBlocks));
    section("defaults", node -> defaults(node, inBlocks));
    section("blocks", node -> defineBlocks(inBlocks));
    circularBlocks();
    Term input = input(outside);
    Map<String, StepList> references = new LinkedHashMap<>();
    section("references", node -> references(node, inBlocks, references));
    Optional<Baseline> baseline = Optional.ofNullable(root.get("baseline")).flatMap(this::baseline);
    StepList layers = layers(inBlocks);
    List<Parameter> all = allParameters(derived);
    reading.faults.throwIfAny();
    return new Document(
        root,
        optionalText("name").orElse(fallbackName),
        optionalText("about"),
        optionalText("source"),
        new Space(all),
        derived,
        Objects.requireNonNull(input),
        references,
        baseline,
        Objects.requireNonNull(layers),
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

  private Optional<String> optionalText(String key) {
    YamlNode node = root.get(key);
    return node instanceof YamlScalar scalar && scalar.value() != null
        ? Optional.of(scalar.text())
        : Optional.empty();
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

  private void declareBlocks(YamlNode node, Names names) {
    YamlMap map = reading.map(node, "a mapping of name to {parameters: […], body: […]}");
    if (map == null) {
      return;
    }
    if (map.entries().size() > MAX_BLOCKS) {
      reading.fault(map, map.entries().size() + " own blocks", "at most " + MAX_BLOCKS);
      reading.faults.throwIfAny();
    }
    for (YamlMap.Entry entry : map.entries()) {
      YamlMap definition = reading.map(entry.value(), "{parameters: […], body: […]}");
      if (definition == null) {
        continue;
      }
      reading.knownKeys(definition, "key", List.of("about", "parameters", "body"));
      OwnBlock block = new OwnBlock(entry.key(), definition);
      YamlNode declared = definition.get("parameters");
      if (declared != null) {
        new OwnParameters(reading, bodies.terms()).read(declared, block, names);
      }
      reading.blocks.put(entry.key(), block);
    }
  }

  private void defineBlocks(Names names) {
    for (OwnBlock block : reading.blocks.values()) {
      YamlNode body = ((YamlMap) block.source()).get("body");
      if (body == null) {
        reading.fault(block.source(), "missing key 'body'", "expected a list of blocks");
        continue;
      }
      // Whether every design uses the block is not known here.
      Names inside = names.inOwnBlock(block.parameters()).conditionally();
      StepList steps = bodies.read(body, "a list of blocks", inside);
      if (steps != null) {
        block.body(steps);
      }
    }
  }

  private void circularBlocks() {
    Set<String> done = new LinkedHashSet<>();
    for (String name : reading.uses.keySet()) {
      follow(name, new ArrayList<>(), done);
    }
  }

  private void follow(String name, List<String> trail, Set<String> done) {
    if (done.contains(name)) {
      return;
    }
    trail.add(name);
    reading
        .uses
        .getOrDefault(name, Map.of())
        .forEach((used, at) -> {
          int seen = trail.indexOf(used);
          if (seen >= 0) {
            List<String> circle = new ArrayList<>(trail.subList(seen, trail.size()));
            circle.add(used);
            reading.fault(
                at,
                "circular: " + String.join(" -> ", circle),
                "a block cannot stand inside itself; use repeat");
          } else {
            follow(used, trail, done);
          }
        });
    trail.removeLast();
    done.add(name);
  }

  private void defaults(YamlNode node, Names names) {
    YamlMap map = reading.map(node, "a mapping of block type to fields");
    if (map == null) {
      return;
    }
    // First those that stand inside others, so that `conv: {norm: batch}` takes the norm's.
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
    Map<String, String> settings = new LinkedHashMap<>();
    for (YamlMap.Entry entry : map.entries()) {
      String text = ChoiceTexts.text(entry.value());
      settings.put(entry.key(), text);
      Parameter parameter =
          parameters.parameters.stream()
              .filter(candidate -> candidate.name().equals(entry.key()))
              .findFirst()
              .orElse(null);
      if (parameter == null) {
        reading.fault(
            entry, map, "unknown parameter '" + entry.key() + "'", parameters.nearest(entry.key()));
      } else if (parameter.find(text).isEmpty()) {
        reading.fault(
            entry.value(), text + " is none of the choices", "choices: " + parameter.listed());
      }
    }
    return new Baseline.Settings(settings);
  }

  private List<Parameter> allParameters(Map<String, Expression> derived) {
    List<Parameter> all = new ArrayList<>(parameters.parameters);
    if (!reading.faults.isEmpty()) {
      return all;
    }
    reading.sites.sort(
        Comparator.comparing(
            site -> Objects.requireNonNull(reading.siteNodes.get(site)).location()));
    RepeatBounds bounds = new RepeatBounds(parameters.parameters, derived);
    for (ChoiceSite site : reading.sites) {
      YamlNode at = Objects.requireNonNull(reading.siteNodes.get(site));
      long count = 1;
      for (RepeatSite repeat : site.repeats()) {
        if (repeat.most() < 0 && !bound(repeat, bounds)) {
          return all;
        }
        count *= repeat.most();
        if (count > MAX_PARAMETERS) {
          break;
        }
      }
      if (all.size() + count > MAX_PARAMETERS) {
        reading.fault(
            at, "more than " + MAX_PARAMETERS + " parameters", "fewer repetitions or choices");
        return all;
      }
      site.place(all.size());
      site.names().stream()
          .map(name -> new Parameter(name, site.options(), site.defaultIndex(), true))
          .forEach(all::add);
    }
    return all;
  }

  private boolean bound(RepeatSite repeat, RepeatBounds bounds) {
    Term times = Objects.requireNonNull(reading.repetitions.get(repeat));
    YamlNode at = Objects.requireNonNullElse(times.source(), root);
    try {
      int most = bounds.most(times);
      if (most < 0) {
        reading.fault(
            at,
            "the repetitions of a choice depend on more than named parameters",
            "a number, or named parameters");
        return false;
      }
      repeat.most(most);
      return true;
    } catch (TermException e) {
      reading.faults.add(e.fault());
      return false;
    }
  }
}
