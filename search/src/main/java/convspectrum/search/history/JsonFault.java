package convspectrum.search.history;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;

/** What is wrong with JSON, in words for somebody who knows the file and not its reader. */
final class JsonFault {
  /** What Jackson says of itself: where its limits come from, what could be configured. */
  private static final Pattern OF_JACKSON =
      Pattern.compile(" \\(start marker.*|, from `[^`]*`|: enable `.*|: was expecting .*");

  private JsonFault() {}

  /** The fault and its place, in a line. */
  static String words(JacksonException fault) {
    String place = place(fault);
    if (fault instanceof DatabindException
        || fault instanceof InputCoercionException
        || !place.isEmpty()) {
      return (place.isEmpty() ? "it" : place)
          + " has a value of another kind or size than a result has there";
    }
    String first = String.valueOf(fault.getOriginalMessage()).lines().findFirst().orElse("");
    TokenStreamLocation at = fault.getLocation();
    String where =
        at == null || at.getLineNr() < 1
            ? ""
            : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    return OF_JACKSON.matcher(first).replaceAll("") + where;
  }

  /** {@code runtimes[0].designs[3].macs}. */
  private static String place(JacksonException fault) {
    return fault.getPath().stream()
        .map(one ->
            one.getPropertyName() == null
                ? "[" + one.getIndex() + "]"
                : "." + one.getPropertyName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
