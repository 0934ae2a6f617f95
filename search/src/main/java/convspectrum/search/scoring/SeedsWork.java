package convspectrum.search.scoring;

import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SentFile;
import convspectrum.search.work.Work;
import convspectrum.search.work.Worker;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Scores designs with several seeds.
 *
 * @param first what is done with the first seed
 * @param seeds how many there are; each is one more than that before it
 */
public record SeedsWork(ScoreWork first, int seeds) implements Work<SeedScores> {
  private static final long serialVersionUID = 1L;

  @Override
  public Worker<SeedScores> open(FoundFiles found) {
    List<Worker<NetworkScores>> workers =
        LongStream.range(0, seeds)
            .mapToObj(i ->
                new ScoreWork(
                        first.space(),
                        first.proxies(),
                        first.batch(),
                        first.precision(),
                        first.images(),
                        first.seed() + i)
                    .open(found))
            .toList();
    return number -> new SeedScores(workers.stream().map(worker -> worker.of(number)).toList());
  }

  @Override
  public List<SentFile> files() {
    return first.files();
  }

  @Override
  public String name() {
    return first.name();
  }

  @Override
  public boolean computesOnVectors() {
    return first.computesOnVectors();
  }

  @Override
  public int grain() {
    return first.grain();
  }
}
