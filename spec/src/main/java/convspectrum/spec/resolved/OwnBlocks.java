package convspectrum.spec.resolved;

import convspectrum.spec.expression.Expression;
import convspectrum.spec.expression.parse.Expressions;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The own blocks of a document. One that switches by a parameter of its own is written out where
 * its arguments are known: of its cases one is taken there, and the others would only be noise. All
 * others stay blocks.
 */
final class OwnBlocks {
  private final Map<String, YamlMap> definitions = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  OwnBlocks(@Nullable YamlNode section) {
    if (section instanceof YamlMap map) {
      map.entries().forEach(entry -> definitions.put(entry.key(), (YamlMap) entry.value()));
    }
  }

  /** Notes that this use of the block stays a use. */
  void used(String name) {
    used.add(name);
  }

  /** The blocks of a definition. */
  YamlList body(String name) {
    return (YamlList) Objects.requireNonNull(definition(name).get("body"));
  }

  /** What is known inside the block where a use of it is to be written out; else null. */
  @Nullable Bound writtenOut(
      String name, @Nullable YamlNode with, Bound bound, BodyResolver resolver) {
    Map<String, Optional<YamlNode>> parameters = parameters(name);
    if (!switches(body(name), parameters.keySet())) {
      return null;
    }
    Bound inside = Bound.NOTHING;
    for (Map.Entry<String, Optional<YamlNode>> parameter : parameters.entrySet()) {
      YamlNode argument = with instanceof YamlMap map ? map.get(parameter.getKey()) : null;
      Object value =
          argument != null
              ? resolver.known(argument, bound)
              : resolver.known(parameter.getValue().orElseThrow(), inside);
      if (value == null) {
        return null;
      }
      inside = inside.with(parameter.getKey(), value);
    }
    return inside;
  }

  /** The definitions that are still used, resolved, in the order of the document. */
  List<YamlMap.Entry> resolved(BodyResolver resolver) {
    Map<String, YamlMap> done = new LinkedHashMap<>();
    while (done.size() < used.size()) {
      for (String name : List.copyOf(used)) {
        if (!done.containsKey(name)) {
          done.put(name, resolved(name, resolver));
        }
      }
    }
    List<YamlMap.Entry> entries = new ArrayList<>();
    definitions.forEach((name, definition) -> {
      YamlMap block = done.get(name);
      if (block != null) {
        entries.add(Steps.entry(definition, name, block));
      }
    });
    return entries;
  }

  private YamlMap resolved(String name, BodyResolver resolver) {
    YamlMap definition = definition(name);
    Bound inside = Bound.open(List.copyOf(parameters(name).keySet()));
    List<YamlMap.Entry> entries = new ArrayList<>();
    for (YamlMap.Entry entry : definition.entries()) {
      YamlNode value =
          switch (entry.key()) {
            case "body" -> resolver.body(entry.value(), inside);
            case "parameters" -> resolver.value(entry.value(), inside);
            default -> entry.value();
          };
      entries.add(Steps.entry(definition, entry.key(), value));
    }
    return new YamlMap(definition.location(), definition.path(), entries);
  }

  private YamlMap definition(String name) {
    return Objects.requireNonNull(definitions.get(name), name);
  }

  /** The parameters of a block and their defaults, in order: a list or a mapping. */
  private Map<String, Optional<YamlNode>> parameters(String name) {
    YamlNode written = definition(name).get("parameters");
    Map<String, Optional<YamlNode>> parameters = new LinkedHashMap<>();
    List<YamlNode> items =
        switch (written) {
          case null -> List.of();
          case YamlList list -> list.items();
          default -> List.of(written);
        };
    for (YamlNode item : items) {
      switch (item) {
        case YamlScalar scalar -> parameters.put(scalar.text(), Optional.empty());
        case YamlMap map ->
            map.entries()
                .forEach(entry -> {
                  boolean required =
                      entry.value() instanceof YamlScalar scalar && scalar.value() == null;
                  parameters.put(
                      entry.key(), required ? Optional.empty() : Optional.of(entry.value()));
                });
        case YamlList list -> throw new IllegalArgumentException(list.path());
      }
    }
    return parameters;
  }

  /** Whether a switch in it depends on one of these names. */
  private static boolean switches(YamlNode node, Set<String> names) {
    return switch (node) {
      case YamlScalar _ -> false;
      case YamlList list -> list.items().stream().anyMatch(item -> switches(item, names));
      case YamlMap map ->
          map.get("switch") instanceof YamlScalar subject && dependsOn(subject, names)
              || map.entries().stream().anyMatch(entry -> switches(entry.value(), names));
    };
  }

  private static boolean dependsOn(YamlScalar subject, Set<String> names) {
    return subject.value() instanceof String text
        && Expressions.inText(text).map(Expression::names).orElse(Set.of()).stream()
            .anyMatch(names::contains);
  }
}
