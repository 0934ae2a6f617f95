package convspectrum.search.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of a protocol, and where its description has them: {@link
 * convspectrum.executor.measure.protocol.Protocol#describe} is what results hold.
 */
public final class ProtocolFields {
  private static final Map<String, Pattern> FIELDS = fields();

  /** Fields that say how long is measured, or how intervals are computed, but not what. */
  private static final Set<String> EFFORT =
      Set.of("budget", "precision", "rounds", "placements", "forks", "resamples", "seed");

  private static final String ONE_PLACEMENT = "one placement";

  private ProtocolFields() {}

  private static Map<String, Pattern> fields() {
    Map<String, Pattern> fields = new LinkedHashMap<>();
    fields.put("protocol", Pattern.compile("^(\\w+)"));
    fields.put("budget", Pattern.compile("budget ([^,]+)"));
    fields.put("precision", Pattern.compile("precision ([^,]+)"));
    fields.put("rounds", Pattern.compile("(\\d+ to \\d+) rounds"));
    fields.put("placements", Pattern.compile("rounds in ([^,]+)"));
    fields.put("forks", Pattern.compile("(\\d+ to \\d+) forks"));
    fields.put("sample", Pattern.compile("samples of ([^,]+)"));
    fields.put("warm-up", Pattern.compile("warm(?:-|ed )up (?:for )?([^ ,]+ s)"));
    fields.put("steady within", Pattern.compile("steady within ([^,]+)"));
    fields.put("iterations", Pattern.compile("then ([^;]+)"));
    fields.put("resamples", Pattern.compile("(\\d+) resamples"));
    fields.put("seed", Pattern.compile("seed (\\d+)"));
    fields.put("pinned", Pattern.compile(", ([^,]*pinned[^,]*)$"));
    return fields;
  }

  /** The fields of a protocol by its description, in order. */
  public static Map<String, String> of(String description) {
    Map<String, String> fields = new LinkedHashMap<>();
    FIELDS.forEach((field, pattern) -> {
      Matcher matcher = pattern.matcher(description);
      if (matcher.find()) {
        fields.put(field, matcher.group(1));
      }
    });
    return fields;
  }

  /**
   * Whether times are not comparable where a field has these two values: it says what is measured,
   * or intervals describe one placement alone.
   */
  public static boolean matters(String field, String one, String other) {
    boolean describesOnePlacement = one.equals(ONE_PLACEMENT) || other.equals(ONE_PLACEMENT);
    return !one.equals(other) && (!EFFORT.contains(field) || describesOnePlacement);
  }
}
