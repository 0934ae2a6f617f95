package convspectrum.cli.search;

import convspectrum.cli.measure.ResultOption;
import convspectrum.cli.usage.Version;
import convspectrum.executor.machine.Machine;
import convspectrum.search.history.ResultFile;
import convspectrum.search.history.RunResult;
import convspectrum.search.history.SpecText;
import convspectrum.search.latency.FrontMeasuring;
import convspectrum.search.latency.ResultOfSearch;
import convspectrum.search.run.SearchPlan;
import convspectrum.search.run.SearchResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Where the times that a search measured go. */
final class SearchResults {
  static final String FILE = "result.json";

  @Mixin private ResultOption option;

  /** Refuses a search that measures nothing where its times are asked for. */
  void check(SearchPlan plan) {
    option.check(
        FrontMeasuring.measures(plan)
            ? Optional.empty()
            : Optional.of(
                "found no objective and no constraint that is measured; expected one; try"
                    + " --objective onnxruntime-latency,macs"));
  }

  /**
   * Writes the times that were measured, if there are some.
   *
   * @param folder of the report, if there is one
   * @return the file in that folder
   */
  List<Path> write(SearchResult searched, SpecText spec, Optional<Path> folder, PrintWriter err) {
    if (!option.wanted() && folder.isEmpty()) {
      return List.of();
    }
    Optional<RunResult> result =
        new ResultOfSearch(Version.current(), Machine.read(), spec).of(searched);
    option.write(result, err);
    if (result.isEmpty() || folder.isEmpty()) {
      return List.of();
    }
    Path file = folder.get().resolve(FILE);
    ResultFile.write(file, result.get());
    return List.of(file);
  }
}
