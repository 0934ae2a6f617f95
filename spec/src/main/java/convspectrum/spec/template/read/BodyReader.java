package convspectrum.spec.template.read;

import convspectrum.spec.binding.BlockTypes;
import convspectrum.spec.binding.RecordType;
import convspectrum.spec.block.Join;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.template.ChoiceSite;
import convspectrum.spec.template.Step;
import convspectrum.spec.template.StepList;
import convspectrum.spec.template.Template;
import convspectrum.spec.template.Term;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads lists of blocks. What is wrong is reported, and the result is null then. */
final class BodyReader {
  /** What stands beside a block's key. */
  static final List<String> WIRING = List.of("as", "from", "join");

  private final Reading reading;
  private final TermReader terms;
  private final UseReader uses;
  private final SwitchReader switches;

  BodyReader(Reading reading) {
    this.reading = reading;
    this.terms = new TermReader(reading, this);
    this.uses = new UseReader(reading, terms);
    this.switches = new SwitchReader(reading, this);
  }

  TermReader terms() {
    return terms;
  }

  @Nullable StepList read(YamlNode node, String expected, Names names) {
    YamlList list =
        reading.list(node, expected + (node instanceof YamlMap ? "; try '- ' before each" : ""));
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
      steps.add(step == null ? faulty(list.items().get(i), i) : step);
    }
    return new StepList(label(node.path()), steps);
  }

  /**
   * A step that stands for a block that cannot be read, so that the blocks before it can still be
   * checked.
   */
  private static Step faulty(YamlNode node, int index) {
    return new Step(
        node,
        index,
        Integer.toString(index),
        List.of(index - 1),
        Optional.empty(),
        new Template.Faulty());
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
    known.addAll(List.of(UseReader.USE, SwitchReader.SWITCH, ChoiceReader.CHOOSE));
    return known;
  }

  private @Nullable Template template(YamlMap map, Names names) {
    if (map.get(UseReader.USE) != null) {
      return uses.read(map, names);
    }
    if (map.get(SwitchReader.SWITCH) != null) {
      return switches.read(map, names);
    }
    if (map.get(ChoiceReader.CHOOSE) != null) {
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
    List<String> shallow =
        map.entries().stream()
            .map(YamlMap.Entry::key)
            .filter(key -> !beside.contains(key) && type.fieldNames().contains(key))
            .toList();
    boolean alone = true;
    for (YamlMap.Entry entry : map.entries()) {
      if (shallow.contains(entry.key())) {
        if (alone) {
          reading.fault(
              entry,
              map,
              "found '%s' beside '%s'".formatted(String.join("', '", shallow), block.key()),
              "try to indent %s deeper than '%s:', whose field%s"
                  .formatted(
                      shallow.size() == 1 ? "it" : "them",
                      block.key(),
                      shallow.size() == 1 ? " it is" : "s they are"));
        }
        alone = false;
      } else if (!beside.contains(entry.key())) {
        reading.fault(
            entry,
            map,
            "unknown key '" + entry.key() + "' beside '" + block.key() + "'",
            BlockTypes.find(entry.key()).isPresent()
                ? "one block per list item; try '- ' before the next"
                : Suggestions.didYouMean(entry.key(), WIRING));
        alone = false;
      }
    }
    if (!shallow.isEmpty()) {
      return null; // What the block lacks is what stands beside it.
    }
    Template template = block(block.value(), type, names);
    return alone ? template : null;
  }

  /** A block by its value, which may be a choice: {@code activation: {choose: [relu, elu]}}. */
  private @Nullable Template block(YamlNode value, RecordType type, Names names) {
    if (value instanceof YamlMap map && map.get(ChoiceReader.CHOOSE) instanceof YamlList options) {
      ChoiceSite site = terms.choices().read(map, names);
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

  private @Nullable Template choice(YamlMap map, Names names) {
    ChoiceSite site = terms.choices().read(map, names);
    if (site == null || !(map.get(ChoiceReader.CHOOSE) instanceof YamlList options)) {
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
