package convspectrum.search.leaderboard;

import convspectrum.search.history.RunResult.OnRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where designs were timed: a runtime of a result.
 *
 * @param named the result
 * @param runtime one of its runtimes
 * @param machine its machine in words, different for different machines
 * @param label short, and different for each column of a leaderboard
 */
public record BoardColumn(NamedResult named, OnRuntime runtime, String machine, String label) {
  /** The columns of results, in order. */
  static List<BoardColumn> of(List<NamedResult> results) {
    List<BoardColumn> columns = new ArrayList<>();
    for (NamedResult named : results) {
      for (OnRuntime runtime : named.result().runtimes()) {
        String machine = machine(named, results);
        columns.add(new BoardColumn(named, runtime, machine, label(machine, runtime)));
      }
    }
    return columns.stream()
        .map(column ->
            columns.stream().filter(other -> other.label.equals(column.label)).count() == 1
                ? column
                : new BoardColumn(
                    column.named,
                    column.runtime,
                    column.machine,
                    column.label + ", " + column.named.name()))
        .toList();
  }

  /** The machine, with the start of its fingerprint where another one has the same words. */
  private static String machine(NamedResult named, List<NamedResult> results) {
    String words = named.machine();
    boolean isAmbiguous =
        results.stream()
            .anyMatch(other ->
                other.machine().equals(words)
                    && !other.result().machine().equals(named.result().machine()));
    return isAmbiguous
        ? words
            + " "
            + named.result().machine().substring(0, Math.min(6, named.result().machine().length()))
        : words;
  }

  private static String label(String machine, OnRuntime runtime) {
    return Stream.of(
            machine,
            runtime.runtime(),
            runtime.dtype().equals("float32") ? "" : runtime.dtype(),
            runtime.threads() == 1 ? "1 thread" : runtime.threads() + " threads")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
