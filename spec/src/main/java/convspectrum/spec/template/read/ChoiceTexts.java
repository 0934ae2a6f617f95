package convspectrum.spec.template.read;

import convspectrum.spec.parameter.ParameterValue;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How choices are written in tables and on the command line. */
final class ChoiceTexts {
  private ChoiceTexts() {}

  /** The choices of a list; blocks by their type alone where those differ. */
  static List<ParameterValue> of(YamlList options) {
    List<@Nullable String> types = options.items().stream().map(ChoiceTexts::blockType).toList();
    boolean byType =
        types.stream().noneMatch(type -> type == null)
            && types.stream().distinct().count() == types.size();
    return options.items().stream()
        .map(option -> {
          String type = blockType(option);
          String text = byType && type != null ? type : text(option);
          Object value = option instanceof YamlScalar scalar ? scalar.value() : null;
          return new ParameterValue(value == null ? text : value, text);
        })
        .toList();
  }

  private static @Nullable String blockType(YamlNode option) {
    return switch (option) {
      case YamlMap map when map.entries().size() == 1 -> map.entries().getFirst().key();
      case YamlScalar scalar when scalar.value() instanceof String text -> text;
      default -> null;
    };
  }

  /** A value as flow YAML, outer braces left out. */
  static String text(YamlNode node) {
    return switch (node) {
      case YamlScalar scalar -> scalar.text();
      case YamlList list ->
          list.items().stream().map(ChoiceTexts::text).collect(Collectors.joining(", ", "[", "]"));
      case YamlMap map ->
          map.entries().stream()
              .map(entry -> entry.key() + ": " + nested(entry.value()))
              .collect(Collectors.joining(", "));
    };
  }

  private static String nested(YamlNode node) {
    return node instanceof YamlMap ? "{" + text(node) + "}" : text(node);
  }

  static String list(List<ParameterValue> values) {
    return values.stream().map(ParameterValue::text).collect(Collectors.joining(", "));
  }
}
