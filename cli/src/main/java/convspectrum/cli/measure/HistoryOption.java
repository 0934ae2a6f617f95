package convspectrum.cli.measure;

import convspectrum.search.history.History;
import convspectrum.spec.file.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where saved runs are. */
final class HistoryOption {
  @Option(
      names = "--history",
      paramLabel = "DIR",
      description =
          "Folder of saved runs. Default: convspectrum/runs in $XDG_DATA_HOME or ~/.local/share.")
  private @Nullable Path folder;

  History history() {
    return new History(folder == null ? DataFolder.ofUser().resolve("runs") : folder);
  }
}
