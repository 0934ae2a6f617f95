package convspectrum.search.run;

import convspectrum.search.journal.Journal;
import convspectrum.search.study.StudyProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A process that searches, to be killed: {@code KilledSearch JOURNAL LOG RESULT}. */
final class KilledSearch {
  private KilledSearch() {}

  public static void main(String[] args) throws InterruptedException, IOException {
    Path log = Path.of(args[1]);
    SlowFigure score =
        new SlowFigure(key -> {
          try {
            Thread.sleep(5);
            Files.writeString(
                log, key + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    try (Journal journal = Journal.open(Path.of(args[0]), "small", "1")) {
      SearchResult result =
          new SpaceSearch(
                  Searches.plan(score, "guided", 5, 120, List.of("params<=12000")),
                  new Evaluations(Optional.of(journal), 2))
              .run(StudyProgress.NONE);
      Files.writeString(Path.of(args[2]), Searches.text(result));
    }
  }
}
