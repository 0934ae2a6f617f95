package convspectrum.cli.measure;

import convspectrum.cli.usage.OutputFolder;
import convspectrum.search.history.ResultFile;
import convspectrum.search.history.RunResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The folder that {@code explore} writes its report into.
 *
 * @param path where it is
 */
record ExploreFolder(Path path) {
  /** The files of a report. */
  private static final Pattern REPORT =
      Pattern.compile(
          "comparison\\.(csv|md|json)|validation\\.(csv|md|json)|result\\.json|report\\.html"
              + "|jmh-.+\\.json"
              + "|(time|speedup|macs|params|roofline|trained|steps-.+|proxy-.+)\\.png");

  /** Moves a report that is there into a folder within it, and says so. */
  void keepPrevious(PrintWriter err) {
    OutputFolder.keepPrevious(path, REPORT, "comparison.json")
        .ifPresent(kept -> err.println("the report that was there is kept in " + kept));
  }

  /** The page, which is written while designs are measured too. */
  Path page() {
    return path.resolve("report.html");
  }

  /** The journal of accuracies. */
  Path trainings() {
    return path.resolve("trained.journal");
  }

  /** Writes what was measured; where. */
  Path write(RunResult result) {
    Path file = path.resolve("result.json");
    ResultFile.write(file, result);
    return file;
  }
}
