package convspectrum.cli.cluster;

import convspectrum.cli.usage.ExitCode;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NotMeasured;
import convspectrum.search.history.ResultFile;
import convspectrum.search.study.Latencies;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A process that measures on a machine of a cluster. It writes the result, says on standard output
 * why something was not timed, a sentence a line, and ends where its standard input does.
 *
 * @param file for the result
 */
record FleetMember(Path file) {
  /**
   * Measures.
   *
   * @return the exit code: {@link ExitCode#DONE} where each runtime timed something
   */
  int serve(FleetWork work, PrintWriter out) {
    endWithInput();
    Latencies latencies = work.measuring().get();
    latencies.runs().forEach(run -> missing(run).forEach(out::println));
    out.flush();
    if (!latencies.nothingTimed()) {
      ResultFile.write(file, work.result().apply(latencies));
    }
    return latencies.runs().stream().anyMatch(run -> run.measurements().isEmpty())
        ? ExitCode.FAILED
        : ExitCode.DONE;
  }

  /** Why designs were not timed on a runtime, a sentence for each reason. */
  static List<String> missing(MeasurementRun run) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    run.outcomes().stream()
        .filter(NotMeasured.class::isInstance)
        .map(NotMeasured.class::cast)
        .forEach(not ->
            byReason.computeIfAbsent(not.reason(), _ -> new ArrayList<>()).add(not.design()));
    List<String> sentences = new ArrayList<>();
    byReason.forEach((reason, designs) ->
        sentences.add(
            "%s: %s timed: %s"
                .formatted(
                    run.conditions().runtime(),
                    designs.size() == run.outcomes().size()
                        ? "nothing was"
                        : designs.size() == 1
                            ? designs.getFirst() + " was not"
                            : designs.size() + " of " + run.outcomes().size() + " designs were not",
                    reason.replace('\n', ' '))));
    return sentences;
  }

  private static void endWithInput() {
    Thread.ofPlatform()
        .daemon()
        .name("input")
        .start(() -> {
          try {
            while (System.in.read() >= 0) {}
          } catch (IOException e) {
            // as good as its end
          }
          ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
          Runtime.getRuntime().halt(ExitCode.FAILED);
        });
  }
}
