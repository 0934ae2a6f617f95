package convspectrum.search.history;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields that JSON must have to become a record: all but those that may be null. Jackson would
 * take zero for a number that is missing.
 */
final class RequiredFields {
  private RequiredFields() {}

  /** The path of the first one that is missing, such as {@code runtimes[0].threads}. */
  static Optional<String> firstMissing(JsonNode value, Class<?> kind) {
    return firstMissing(value, kind, "");
  }

  private static Optional<String> firstMissing(JsonNode value, Class<?> kind, String path) {
    for (RecordComponent component : kind.getRecordComponents()) {
      String name = snakeCase(component.getName());
      JsonNode field = value.path(name);
      Optional<String> missing =
          field.isMissingNode() || field.isNull()
              ? Optional.of(path + name).filter(_ -> !mayBeNull(component))
              : inside(field, component, path + name);
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  /** What is missing in a record, or in a list of records. */
  private static Optional<String> inside(JsonNode field, RecordComponent component, String path) {
    if (component.getType().isRecord()) {
      return firstMissing(field, component.getType(), path + ".");
    }
    if (component.getGenericType() instanceof ParameterizedType type
        && type.getActualTypeArguments()[0] instanceof Class<?> element
        && element.isRecord()) {
      for (int i = 0; i < field.size(); i++) {
        Optional<String> missing =
            firstMissing(field.path(i), element, "%s[%d].".formatted(path, i));
        if (missing.isPresent()) {
          return missing;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean mayBeNull(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
