package convspectrum.search.fleet;

import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SentFile;
import java.util.List;

/** Finds out what the machine of a worker is. It takes some milliseconds. */
record Looking() implements FleetTask<Sighting> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<SentFile> files() {
    return List.of();
  }

  @Override
  public Sighting run(FoundFiles found) {
    return Sighting.here();
  }
}
