package convspectrum.cli.search;

import convspectrum.cli.model.ExportTarget;
import convspectrum.cli.model.ExportedFile;
import convspectrum.cli.model.Model;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.UsageException;
import convspectrum.search.design.Sweep;
import convspectrum.search.run.SearchResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Writes the best designs for other tools. */
final class WinnersOption {
  @Option(
      names = "--best",
      paramLabel = "N",
      description = "Write this many designs of the front, by the first objective; see --export.")
  private @Nullable Integer best;

  @Option(
      names = "--export",
      paramLabel = "FORMAT",
      completionCandidates = ExportTarget.Names.class,
      description = "How to write them: ${COMPLETION-CANDIDATES}. Default: yaml.")
  private @Nullable String format;

  void check() {
    if (best != null && best < 1) {
      throw new UsageException("--best " + best + ": expected 1 or more");
    }
    if (best == null && format != null) {
      throw new UsageException(
          "--export " + format + ": found no number of designs; try --best N with it");
    }
    target();
  }

  private ExportTarget target() {
    return Choice.of(
        "--export",
        format == null ? "yaml" : format,
        name -> Choice.named(ExportTarget.class, name));
  }

  /**
   * Writes the files, {@code best-1.yaml} for the best design.
   *
   * @return what was written, a line for each
   */
  List<String> write(SearchResult result, long seed, Path folder) {
    List<String> lines = new ArrayList<>();
    Integer count = best;
    if (count == null) {
      return lines;
    }
    ExportTarget target = target();
    Sweep sweep = result.plan().sweep();
    for (SearchResult.FoundDesign found : result.best().stream().limit(count).toList()) {
      Path file = folder.resolve("best-" + (lines.size() + 1) + target.ending());
      Model model = Model.of(sweep.spec(), found.design(), sweep.input());
      lines.add(new ExportedFile(target, file, seed).write(model));
    }
    return lines;
  }
}
