package convspectrum.spec.resolved;

import convspectrum.spec.binding.BlockTypes;
import convspectrum.spec.binding.BodyType;
import convspectrum.spec.binding.Field;
import convspectrum.spec.binding.FieldType;
import convspectrum.spec.binding.ListType;
import convspectrum.spec.binding.OptionalType;
import convspectrum.spec.binding.PlainValues;
import convspectrum.spec.binding.RecordType;
import convspectrum.spec.binding.ValueType;
import convspectrum.spec.parameter.ParameterValue;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import convspectrum.spec.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Resolves lists of blocks and what stands in them. */
final class BodyResolver {
  private final Resolution resolution;
  private final OwnBlocks blocks;

  BodyResolver(Resolution resolution, OwnBlocks blocks) {
    this.resolution = resolution;
    this.blocks = blocks;
  }

  /** A list of blocks. */
  YamlList body(YamlNode node, Bound bound) {
    return new YamlList(node.location(), node.path(), steps((YamlList) node, bound));
  }

  private List<YamlNode> steps(YamlList body, Bound bound) {
    List<YamlNode> steps = new ArrayList<>();
    body.items().forEach(step -> steps.addAll(step(step, bound)));
    return steps;
  }

  private List<YamlNode> step(YamlNode step, Bound bound) {
    if (!(step instanceof YamlMap map)) {
      return List.of(step);
    }
    if (map.get("use") instanceof YamlScalar name) {
      return use(map, name.text(), bound);
    }
    YamlNode subject = map.get("switch");
    if (subject != null) {
      return switchStep(map, subject, bound);
    }
    if (map.get("choose") instanceof YamlList options) {
      YamlNode option = options.items().get(resolution.choice(map, bound));
      List<YamlNode> body =
          option instanceof YamlList list ? steps(list, bound) : step(option, bound);
      return Steps.inPlaceOf(map, body);
    }
    return block(map, bound);
  }

  private List<YamlNode> use(YamlMap step, String name, Bound bound) {
    Bound inside = blocks.writtenOut(name, step.get("with"), bound, this);
    if (inside != null) {
      return Steps.inPlaceOf(step, steps(blocks.body(name), inside));
    }
    blocks.used(name);
    List<YamlMap.Entry> entries = new ArrayList<>();
    for (YamlMap.Entry entry : step.entries()) {
      entries.add(
          entry.key().equals("with")
              ? Steps.entry(step, "with", value(entry.value(), bound))
              : entry);
    }
    return List.of(new YamlMap(step.location(), step.path(), entries));
  }

  private List<YamlNode> switchStep(YamlMap step, YamlNode subject, Bound bound) {
    YamlMap cases = (YamlMap) Objects.requireNonNull(step.get("cases"));
    Object value = known(subject, bound);
    if (value != null) {
      if (taken(cases, value) instanceof YamlList body) {
        return Steps.inPlaceOf(step, steps(body, bound));
      }
    }
    List<YamlMap.Entry> entries = new ArrayList<>();
    for (YamlMap.Entry entry : step.entries()) {
      entries.add(
          switch (entry.key()) {
            case "switch" -> Steps.entry(step, "switch", value(subject, bound));
            case "cases" ->
                Steps.entry(
                    step,
                    "cases",
                    new YamlMap(
                        cases.location(),
                        cases.path(),
                        cases.entries().stream()
                            .map(one -> Steps.entry(cases, one.key(), body(one.value(), bound)))
                            .toList()));
            default -> entry;
          });
    }
    return List.of(new YamlMap(step.location(), step.path(), entries));
  }

  /** The case that is written as the value is, else the one that stands for an equal value. */
  private static @Nullable YamlNode taken(YamlMap cases, Object value) {
    YamlNode written = cases.get(PlainValues.text(value));
    if (written != null) {
      return written;
    }
    Object key = ParameterValue.key(value);
    for (YamlMap.Entry entry : cases.entries()) {
      if (ParameterValue.keyOf(entry.key()).equals(key)) {
        return entry.value();
      }
    }
    return null;
  }

  private List<YamlNode> block(YamlMap step, Bound bound) {
    YamlMap.Entry block =
        step.entries().stream()
            .filter(entry -> BlockTypes.find(entry.key()).isPresent())
            .findFirst()
            .orElseThrow();
    RecordType type = BlockTypes.find(block.key()).orElseThrow();
    if (type.name().equals("repeat")
        && block.value() instanceof YamlMap fields
        && holdsChoice(fields.get("body"))) {
      return repeat(step, fields, bound);
    }
    YamlNode value = fields(block.value(), type, bound);
    List<YamlMap.Entry> entries =
        step.entries().stream()
            .map(entry -> entry == block ? Steps.entry(step, block.key(), value) : entry)
            .toList();
    return List.of(new YamlMap(step.location(), step.path(), entries));
  }

  /** A repeat with choices, one per repetition: those that choose alike in a row are one repeat. */
  private List<YamlNode> repeat(YamlMap step, YamlMap fields, Bound bound) {
    YamlNode body = Objects.requireNonNull(fields.get("body"));
    Object times = known(Objects.requireNonNull(fields.get("times")), bound);
    int count = ((Number) Objects.requireNonNull(times)).intValue();
    List<YamlNode> runs = new ArrayList<>();
    YamlList run = null;
    int length = 0;
    for (int i = 0; i <= count; i++) {
      YamlList next =
          i == count ? null : body(body, bound.in(new Bound.Repetition(fields.path(), i)));
      if (run != null && (next == null || !same(run, next))) {
        runs.addAll(repeated(step, run, length));
        length = 0;
      }
      run = next;
      length++;
    }
    return Steps.inPlaceOf(step, runs);
  }

  private static List<YamlNode> repeated(YamlMap step, YamlList body, int times) {
    if (times == 1) {
      return Steps.inPlaceOf(new YamlList(step.location(), step.path(), List.of()), body.items());
    }
    YamlMap fields =
        Steps.map(
            step,
            Steps.entry(step, "times", Resolution.literal(step, (long) times)),
            Steps.entry(step, "body", body));
    return List.of(Steps.map(step, Steps.entry(step, "repeat", fields)));
  }

  private static boolean same(YamlNode a, YamlNode b) {
    return YamlWriter.write(a).equals(YamlWriter.write(b));
  }

  private static boolean holdsChoice(@Nullable YamlNode node) {
    return switch (node) {
      case null -> false;
      case YamlScalar _ -> false;
      case YamlList list -> list.items().stream().anyMatch(BodyResolver::holdsChoice);
      case YamlMap map ->
          map.get("choose") != null
              || map.entries().stream().anyMatch(entry -> holdsChoice(entry.value()));
    };
  }

  /** The fields of a record, or its short form. */
  YamlNode fields(YamlNode node, RecordType type, Bound bound) {
    if (node instanceof YamlMap map && map.get("choose") instanceof YamlList options) {
      return fields(options.items().get(resolution.choice(map, bound)), type, bound);
    }
    if (!(node instanceof YamlMap map)) {
      boolean short_ = type.main().isPresent();
      return short_ ? field(node, type.main().get().type(), bound) : value(node, bound);
    }
    List<YamlMap.Entry> entries = new ArrayList<>();
    for (YamlMap.Entry entry : map.entries()) {
      FieldType of =
          type.fields().stream()
              .filter(field -> field.name().equals(entry.key()))
              .map(Field::type)
              .findFirst()
              .orElseThrow();
      entries.add(Steps.entry(map, entry.key(), field(entry.value(), of, bound)));
    }
    return new YamlMap(map.location(), map.path(), entries);
  }

  private YamlNode field(YamlNode node, FieldType type, Bound bound) {
    if (node instanceof YamlMap map && map.get("choose") instanceof YamlList options) {
      return field(options.items().get(resolution.choice(map, bound)), type, bound);
    }
    return switch (type) {
      case BodyType _ -> node instanceof YamlList ? body(node, bound) : value(node, bound);
      case ListType(FieldType element) when node instanceof YamlList list ->
          new YamlList(
              list.location(),
              list.path(),
              list.items().stream().map(item -> field(item, element, bound)).toList());
      case ListType _ -> value(node, bound);
      case OptionalType(FieldType element) -> field(node, element, bound);
      case RecordType record -> fields(node, record, bound);
      case ValueType.Whole _ -> whole(value(node, bound));
      case ValueType _ -> value(node, bound);
    };
  }

  /** Arithmetic such as 64 * 0.5 has a whole value of a real type; 32 reads better than 32.0. */
  private static YamlNode whole(YamlNode node) {
    return node instanceof YamlScalar scalar
            && scalar.value() instanceof Double real
            && real == Math.rint(real)
            && Math.abs(real) <= Integer.MAX_VALUE
        ? Resolution.literal(node, (long) (double) real)
        : node;
  }

  /** A plain value: no blocks stand in it. */
  YamlNode value(YamlNode node, Bound bound) {
    return switch (node) {
      case YamlScalar scalar -> resolution.resolved(scalar, bound);
      case YamlList list ->
          new YamlList(
              list.location(),
              list.path(),
              list.items().stream().map(item -> value(item, bound)).toList());
      case YamlMap map when map.get("choose") instanceof YamlList options ->
          value(options.items().get(resolution.choice(map, bound)), bound);
      case YamlMap map ->
          new YamlMap(
              map.location(),
              map.path(),
              map.entries().stream()
                  .map(entry -> Steps.entry(map, entry.key(), value(entry.value(), bound)))
                  .toList());
    };
  }

  /** A plain value that is known before the network is built; null where it is not. */
  @Nullable Object known(YamlNode node, Bound bound) {
    return switch (node) {
      case YamlScalar scalar -> resolution.value(scalar, bound);
      case YamlList list -> {
        List<Object> items = new ArrayList<>();
        for (YamlNode item : list.items()) {
          Object value = known(item, bound);
          if (value == null) {
            yield null;
          }
          items.add(value);
        }
        yield List.copyOf(items);
      }
      case YamlMap map when map.get("choose") instanceof YamlList options ->
          known(options.items().get(resolution.choice(map, bound)), bound);
      case YamlMap _ -> null;
    };
  }
}
