package convspectrum.cli.terminal;

import java.time.Duration;

/** Durations in words. */
public final class Durations {
  private Durations() {}

  /** Whole seconds, with minutes and hours where there are any: {@code 1 min 20 s}. */
  public static String text(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1000.0);
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    return minutes < 60
        ? minutes + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s")
        : minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }
}
