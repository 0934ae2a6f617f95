package convspectrum.spec.yaml;

import convspectrum.spec.fault.Excerpt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The way to a node, from its end: written out only where a fault needs it. */
record PathStep(@Nullable PathStep parent, String step) {
  static final PathStep ROOT = new PathStep(null, "");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");

  PathStep key(String key) {
    return new PathStep(this, key(parent == null, key));
  }

  PathStep item(int index) {
    return new PathStep(this, "[" + index + "]");
  }

  String text() {
    StringBuilder text = new StringBuilder();
    append(text);
    return text.toString();
  }

  private void append(StringBuilder text) {
    if (parent != null) {
      parent.append(text);
    }
    text.append(step);
  }

  /** One step to a mapping's value: {@code .kernel}, {@code kernel} or {@code .'my key'}. */
  static String key(boolean first, String key) {
    String shown = WORD.matcher(key).matches() && key.length() <= 60 ? key : quoted(key);
    return first ? shown : "." + shown;
  }

  private static String quoted(String key) {
    return "'" + Excerpt.of(key).replace("'", "''") + "'";
  }
}
