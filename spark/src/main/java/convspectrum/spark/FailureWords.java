package convspectrum.spark;

import java.util.Optional;

/** What Spark says of a failure, without the stack traces that are part of its messages. */
final class FailureWords {
  private static final int MOST = 300;

  private FailureWords() {}

  /** What is wrong where a worker cannot even read what it is to do; empty of other failures. */
  static Optional<String> unlike(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    if (text.contains("UnsupportedClassVersionError")) {
      return Optional.of(
          "found a worker whose Java is too old; expected Java %d, as here; try JAVA_HOME of that version when the worker is started"
              .formatted(Runtime.version().feature()));
    }
    if (text.contains("ClassNotFoundException: convspectrum")
        || text.contains("NoClassDefFoundError: convspectrum")) {
      return Optional.of(
          "found a worker without convspectrum's classes; expected that it can fetch convspectrum.jar from here; try --spark spark.driver.host=NAME, by which workers reach this machine");
    }
    if (text.contains("InvalidClassException: convspectrum")) {
      return Optional.of(
          "found a worker with another version of convspectrum; expected that of this machine; try to take its jar away from the worker, which gets it from here");
    }
    return Optional.empty();
  }

  /** The first line that says something. */
  static String of(Throwable failure) {
    String text =
        Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    String first =
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    return first.length() > MOST ? first.substring(0, MOST) + "…" : first;
  }
}
