package convspectrum.cli.process;

import convspectrum.executor.measure.host.HostException;
import java.util.List;
import java.util.Objects;

/** Why a fork failed, from what JMH throws and prints. */
final class JmhFailure {
  private static final String ERRORS = "<stderr last=";
  private static final String END = "</stderr>";

  private JmhFailure() {}

  /** What was thrown in the fork, if it says; otherwise the fork's last words. */
  static String reason(Throwable thrown, String log) {
    Throwable deepest = deepest(thrown);
    String words = lastWords(log);
    boolean died = String.valueOf(deepest.getMessage()).startsWith("Forked VM failed");
    return died && !words.isEmpty()
        ? deepest.getMessage() + ": " + words
        : HostException.describe(deepest);
  }

  /** JMH carries what a benchmark throws as suppressed by its own exception. */
  private static Throwable deepest(Throwable thrown) {
    Throwable current = thrown;
    while (true) {
      if (current.getSuppressed().length > 0) {
        current = current.getSuppressed()[0];
      } else if (current.getCause() != null) {
        current = Objects.requireNonNull(current.getCause());
      } else {
        return current;
      }
    }
  }

  private static String lastWords(String log) {
    int start = log.indexOf(ERRORS);
    int end = log.indexOf(END);
    if (start < 0 || end < start) {
      return "";
    }
    List<String> lines = log.substring(start, end).lines().skip(1).toList();
    return lines.stream().filter(line -> !line.isBlank()).reduce("", (_, last) -> last).strip();
  }
}
