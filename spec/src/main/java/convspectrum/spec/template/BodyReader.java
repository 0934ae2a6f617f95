package convspectrum.spec.template;

import convspectrum.spec.binding.BlockTypes;
import convspectrum.spec.binding.RecordType;
import convspectrum.spec.binding.ValueType;
import convspectrum.spec.block.Join;
import convspectrum.spec.expression.Name;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.parameter.ParameterValue;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads lists of blocks. What is wrong is reported, and the result is null then. */
final class BodyReader {
  /** What stands beside a block's key. */
  static final List<String> WIRING = List.of("as", "from", "join");

  private static final String USE = "use";
  private static final String SWITCH = "switch";
  private static final String WITH = "with";
  private static final String CASES = "cases";

  private final Reading reading;
  private final TermReader terms;

  BodyReader(Reading reading) {
    this.reading = reading;
    this.terms = new TermReader(reading, this);
  }

  TermReader terms() {
    return terms;
  }

  @Nullable StepList read(YamlNode node, String expected, Names names) {
    YamlList list = reading.list(node, expected);
    if (list == null) {
      return null;
    }
    if (list.items().isEmpty()) {
      reading.fault(list, "found an empty list", "expected at least one block");
      return null;
    }
    Wiring wiring = new Wiring(reading, list);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      Step step = step(list.items().get(i), i, wiring, names);
      if (step != null) {
        steps.add(step);
      }
    }
    return steps.size() < list.items().size() ? null : new StepList(label(node.path()), steps);
  }

  /** The last member of a path, with the indices behind it: {@code of[1]}. */
  private static String label(String path) {
    int cut = path.lastIndexOf('.');
    return cut < 0 ? path : path.substring(cut + 1);
  }

  private @Nullable Step step(YamlNode node, int index, Wiring wiring, Names names) {
    if (node instanceof YamlMap map) {
      List<Integer> from = wiring.from(map, index);
      Optional<Join> join = wiring.join(map);
      Template template = template(map, names);
      String label = wiring.define(map, index);
      if (from == null || template == null) {
        return null;
      }
      return wiring.check(map, from, join, template)
          ? new Step(map, index, label, from, join, template)
          : null;
    }
    Template template = word(node, names);
    return template == null || !wiring.check(node, List.of(index - 1), Optional.empty(), template)
        ? null
        : new Step(
            node, index, Integer.toString(index), List.of(index - 1), Optional.empty(), template);
  }

  private @Nullable Template word(YamlNode node, Names names) {
    if (!(node instanceof YamlScalar scalar && scalar.value() instanceof String word)) {
      reading.fault(node, "found " + node.describe(), "expected a block");
      return null;
    }
    RecordType type = BlockTypes.find(word).orElse(null);
    if (type == null) {
      unknown(word, node);
      return null;
    }
    Term.Built block = terms.word(node, type, names);
    return block == null ? null : new Template.OfBlock(block);
  }

  private void unknown(String word, YamlNode node) {
    reading.fault(node, "unknown block type '" + word + "'", Suggestions.didYouMean(word, known()));
  }

  private List<String> known() {
    List<String> known = new ArrayList<>();
    known.addAll(BlockTypes.names());
    known.addAll(List.of(USE, SWITCH, TermReader.CHOOSE));
    return known;
  }

  private @Nullable Template template(YamlMap map, Names names) {
    if (map.get(USE) != null) {
      return use(map, names);
    }
    if (map.get(SWITCH) != null) {
      return switchBlock(map, names);
    }
    if (map.get(TermReader.CHOOSE) != null) {
      return choice(map, names);
    }
    YamlMap.Entry block = null;
    for (YamlMap.Entry entry : map.entries()) {
      if (WIRING.contains(entry.key())) {
        continue;
      }
      if (block == null || BlockTypes.find(block.key()).isEmpty()) {
        block = entry;
      }
    }
    if (block == null) {
      reading.fault(map, "found no block type", "expected one of " + String.join(", ", known()));
      return null;
    }
    RecordType type = BlockTypes.find(block.key()).orElse(null);
    if (type == null) {
      reading.fault(
          block,
          map,
          "unknown block type '" + block.key() + "'",
          Suggestions.didYouMean(block.key(), known()));
      return null;
    }
    List<String> beside = new ArrayList<>(WIRING);
    beside.add(block.key());
    boolean alone = true;
    for (YamlMap.Entry entry : map.entries()) {
      if (!beside.contains(entry.key())) {
        reading.fault(
            entry,
            map,
            "unknown key '" + entry.key() + "' beside '" + block.key() + "'",
            BlockTypes.find(entry.key()).isPresent()
                ? "one block per list item: begin a new one with '- '"
                : Suggestions.didYouMean(entry.key(), WIRING));
        alone = false;
      }
    }
    Template template = block(block.value(), type, names);
    return alone ? template : null;
  }

  /** A block by its value, which may be a choice: {@code activation: {choose: [relu, elu]}}. */
  private @Nullable Template block(YamlNode value, RecordType type, Names names) {
    if (value instanceof YamlMap map && map.get(TermReader.CHOOSE) instanceof YamlList options) {
      ChoiceSite site = terms.site(map, names);
      List<StepList> bodies = new ArrayList<>();
      for (YamlNode option : options.items()) {
        Template template = block(option, type, names.conditionally());
        if (template != null) {
          Step step = new Step(option, 0, "0", List.of(-1), Optional.empty(), template);
          bodies.add(new StepList(label(option.path()), List.of(step)));
        }
      }
      return site == null || bodies.size() < options.items().size()
          ? null
          : new Template.OfChoice(site, bodies);
    }
    Term.Built built =
        value instanceof YamlScalar scalar && scalar.value() == null
            ? terms.word(scalar, type, names)
            : terms.record(value, type, names);
    return built == null ? null : new Template.OfBlock(built);
  }

  private @Nullable Template use(YamlMap map, Names names) {
    reading.knownKeys(map, "key", List.of(USE, WITH, "as", "from", "join"));
    YamlNode written = java.util.Objects.requireNonNull(map.get(USE));
    String name = reading.text(written, "the name of a block under 'blocks'");
    if (name == null) {
      return null;
    }
    OwnBlock block = reading.blocks.get(name);
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
            written, "missing argument '" + parameter + "' of " + name, "give it under 'with'");
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

  private @Nullable Template switchBlock(YamlMap map, Names names) {
    reading.knownKeys(map, "key", List.of(SWITCH, CASES, "as", "from", "join"));
    YamlNode written = java.util.Objects.requireNonNull(map.get(SWITCH));
    Term subject = terms.read(written, new ValueType.Any(), names);
    YamlNode listed = map.get(CASES);
    if (listed == null) {
      reading.fault(
          map, "missing key 'cases' beside 'switch'", "expected a list of blocks per value");
      return null;
    }
    YamlMap cases = reading.map(listed, "a mapping of value to list of blocks");
    if (cases == null) {
      return null;
    }
    Map<String, StepList> bodies = new LinkedHashMap<>();
    boolean complete = subject != null && covers(cases, subject, names);
    for (YamlMap.Entry entry : cases.entries()) {
      StepList body = read(entry.value(), "a list of blocks", names.conditionally());
      if (body == null) {
        complete = false;
      } else {
        bodies.put(entry.key(), body);
      }
    }
    return complete && subject != null ? new Template.OfSwitch(subject, bodies) : null;
  }

  /** Whether a switch by a parameter has a case for each of its choices, and no other. */
  private boolean covers(YamlMap cases, Term subject, Names names) {
    Parameter parameter =
        subject instanceof Term.Computed(_, Name(_, String name), _)
                && !names.local().contains(name)
            ? reading.parameters.get(name)
            : null;
    if (parameter == null) {
      return true;
    }
    List<String> choices = parameter.values().stream().map(ParameterValue::text).toList();
    reading.knownKeys(cases, "case", choices);
    List<String> missing = choices.stream().filter(choice -> cases.get(choice) == null).toList();
    if (!missing.isEmpty()) {
      reading.fault(
          cases,
          "no case for " + String.join(", ", missing),
          "a case for each choice of '" + parameter.name() + "'");
    }
    return missing.isEmpty();
  }

  private @Nullable Template choice(YamlMap map, Names names) {
    ChoiceSite site = terms.site(map, names);
    if (site == null || !(map.get(TermReader.CHOOSE) instanceof YamlList options)) {
      return null;
    }
    List<StepList> bodies = new ArrayList<>();
    for (YamlNode option : options.items()) {
      StepList body =
          option instanceof YamlList
              ? read(option, "a list of blocks", names.conditionally())
              : single(option, names.conditionally());
      if (body != null) {
        bodies.add(body);
      }
    }
    return bodies.size() < options.items().size() ? null : new Template.OfChoice(site, bodies);
  }

  private @Nullable StepList single(YamlNode option, Names names) {
    YamlList alone = new YamlList(option.location(), option.path(), List.of(option));
    Step step = step(option, 0, new Wiring(reading, alone), names);
    return step == null ? null : new StepList(label(option.path()), List.of(step));
  }

  static String wordOf(Join join) {
    return join.name().toLowerCase(Locale.ROOT);
  }
}
