package convspectrum.cli.measure;

import convspectrum.cli.usage.OutputFolder;
import convspectrum.search.history.History;
import convspectrum.spec.file.AtomicFile;
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
    return new History(folder());
  }

  /** Refuses a folder that would need another one to be made, before minutes of measuring. */
  void check() {
    if (folder != null) {
      OutputFolder.check("--history", folder);
    }
  }

  /** The same, to save to: the place that nobody has typed is made as a whole. */
  History historyToWrite() {
    if (folder == null) {
      AtomicFile.makeFolders(folder());
    }
    return history();
  }

  private Path folder() {
    return folder == null ? DataFolder.ofUser().resolve("runs") : folder;
  }
}
