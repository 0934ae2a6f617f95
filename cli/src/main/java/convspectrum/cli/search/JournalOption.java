package convspectrum.cli.search;

import convspectrum.cli.usage.OutputFolder;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.search.journal.Journal;
import convspectrum.search.run.SearchPlan;
import convspectrum.search.scoring.RankSum;
import convspectrum.search.strategy.Strategies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a search keeps its evaluations. */
final class JournalOption {
  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description =
          "Where evaluations are kept. Default: in convspectrum-out, if anything is scored or"
              + " measured.")
  private @Nullable Path journal;

  /**
   * The file; none where every figure is cheap and the user named none.
   *
   * @param folder where it lies if the user named none
   */
  Optional<Path> file(SearchPlan plan, Path folder) {
    if (journal != null) {
      if (Files.isDirectory(journal)) {
        throw new UsageException("--journal " + journal + ": is a folder; expected a file");
      }
      return Optional.of(journal);
    }
    boolean expensive =
        plan.confirmed().figures().stream().anyMatch(one -> !one.isCheap() && !one.isLookup());
    return expensive
        ? Optional.of(folder.resolve(plan.sweep().spec().name() + ".journal"))
        : Optional.empty();
  }

  /** Opens a journal, which may be new, of a space of this identity. */
  static Journal open(Path file, String identity) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      OutputFolder.check("--journal", folder);
      OutputFolder.prepare(folder);
    }
    return Journal.open(
        file,
        identity,
        "%s, strategies %d, rank-sum %d"
            .formatted(Version.current(), Strategies.VERSION, RankSum.VERSION));
  }
}
