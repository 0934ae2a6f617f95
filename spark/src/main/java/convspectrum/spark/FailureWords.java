package convspectrum.spark;

import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Spark says of a failure, without the stack traces that are part of its messages. */
final class FailureWords {
  private static final int MOST = 300;

  /** A path below a folder that Spark made: its name is another one each time. */
  private static final Pattern MADE =
      Pattern.compile("/\\S*/(?:spark|executor|blockmgr)-[0-9a-f]{8}-[0-9a-f-]+\\S*");

  private FailureWords() {}

  /** What is wrong where a worker cannot even read what it is to do; empty of other failures. */
  static Optional<String> unlike(Throwable failure) {
    return unlike(String.valueOf(failure.getMessage())).map(words -> "a worker: " + words);
  }

  /** The same of a reason in Spark's words, without the name of the worker. */
  static Optional<String> unlike(String text) {
    if (text.contains("UnsupportedClassVersionError")) {
      return Optional.of(
          "found a Java that is too old; expected Java %d, as here; try JAVA_HOME of that version when the worker is started"
              .formatted(Runtime.version().feature()));
    }
    if (text.contains("ClassNotFoundException: convspectrum")
        || text.contains("NoClassDefFoundError: convspectrum")) {
      return Optional.of(
          "found no classes of convspectrum; expected that the worker can fetch convspectrum.jar from here; try --spark spark.driver.host=NAME, by which workers reach this machine");
    }
    if (text.contains("InvalidClassException: convspectrum")) {
      return Optional.of(
          "found another version of convspectrum; expected that of this machine; try to take its jar away from the worker, which gets it from here");
    }
    return Optional.empty();
  }

  /** Why an application does not start. */
  static String ofStart(Throwable failure) {
    return failure instanceof UnresolvedAddressException
        ? "found no address of this machine by the name that its workers are to use; expected one that this machine knows too; try --spark spark.driver.host=NAME with another name, or --spark spark.driver.bindAddress=0.0.0.0 beside it where only workers know the name"
        : of(failure);
  }

  /** The first line that says something. */
  static String of(Throwable failure) {
    return first(
        Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName()));
  }

  /** The first line of a text that says something; folders that Spark made have no names there. */
  static String first(String text) {
    String first =
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    if (first.startsWith("Remote RPC client disassociated")) {
      // Spark goes on with what it takes for likely.
      return "its process has ended, or the network between it and this machine";
    }
    first = MADE.matcher(first).replaceAll("…");
    return first.length() > MOST ? first.substring(0, MOST) + "…" : first;
  }
}
