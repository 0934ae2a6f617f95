package convspectrum.reports.trace;

import java.util.List;

/**
 * A phase of a command.
 *
 * @param name as the progress bar names it: {@code checking vector}
 * @param startNanos when it began, since the command began
 * @param endNanos when it ended, not before that
 * @param parts phases inside it, one after the other; none where it has one part only
 */
public record Phase(String name, long startNanos, long endNanos, List<Phase> parts) {
  public Phase {
    parts = List.copyOf(parts);
    if (startNanos < 0 || endNanos < startNanos) {
      throw new IllegalArgumentException(
          "%s from %d to %d ns; expected a start of at least 0 and an end that is not before it"
              .formatted(name, startNanos, endNanos));
    }
  }
}
