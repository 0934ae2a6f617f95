package convspectrum.cli.usage;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code --budget}. */
public final class TimeBudget {
  private static final Pattern SECONDS = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)(s|m)?");

  private TimeBudget() {}

  /** The time that a word such as 40s or 2m stands for; seconds where it has no unit. */
  public static Duration of(String word) {
    Matcher matcher = SECONDS.matcher(word);
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
      throw new UsageException("--budget " + word + ": expected a time such as 40s or 2m");
    }
    double seconds = Double.parseDouble(matcher.group(1)) * ("m".equals(matcher.group(2)) ? 60 : 1);
    return Duration.ofMillis(Math.round(1000 * seconds));
  }
}
