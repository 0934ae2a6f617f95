package convspectrum.search.history;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields that JSON must have to become a record: all but those that may be null. Jackson can be
 * told to require them too ({@code FAIL_ON_MISSING_CREATOR_PROPERTIES}), but names the first that
 * it misses alone, and asks for those that may be null.
 */
final class RequiredFields {
  private final List<String> missing = new ArrayList<>();

  private RequiredFields() {}

  /** The paths of all that are missing, such as {@code runtimes[0].threads}. */
  static List<String> missing(JsonNode value, Class<?> kind) {
    RequiredFields fields = new RequiredFields();
    fields.look(value, kind, "");
    return fields.missing;
  }

  private void look(JsonNode value, Class<?> kind, String path) {
    for (RecordComponent component : kind.getRecordComponents()) {
      String name = path + snakeCase(component.getName());
      JsonNode field = value.path(snakeCase(component.getName()));
      if (!field.isMissingNode() && !field.isNull()) {
        lookInside(field, component, name);
      } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        missing.add(name);
      }
    }
  }

  /** Looks into a record, or a list of records. */
  private void lookInside(JsonNode field, RecordComponent component, String path) {
    if (component.getType().isRecord()) {
      look(field, component.getType(), path + ".");
    } else if (component.getGenericType() instanceof ParameterizedType type
        && type.getActualTypeArguments()[0] instanceof Class<?> element
        && element.isRecord()) {
      for (int i = 0; i < field.size(); i++) {
        look(field.path(i), element, "%s[%d].".formatted(path, i));
      }
    }
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
