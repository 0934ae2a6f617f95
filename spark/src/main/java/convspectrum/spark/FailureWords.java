package convspectrum.spark;

import java.util.Optional;

/** What Spark says of a failure, without the stack traces that are part of its messages. */
final class FailureWords {
  private static final int MOST = 300;

  private FailureWords() {}

  /** The first lines of the innermost cause that says something. */
  static String of(Throwable failure) {
    String text =
        Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    if (text.contains("UnsupportedClassVersionError")) {
      return "the Java of a worker is too old; expected the version that runs here, "
          + Runtime.version().feature();
    }
    if (text.contains("ClassNotFoundException: convspectrum")
        || text.contains("NoClassDefFoundError: convspectrum")) {
      return "a worker does not have convspectrum's classes; expected that it can fetch convspectrum.jar from here";
    }
    String first =
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    return first.length() > MOST ? first.substring(0, MOST) + "…" : first;
  }
}
