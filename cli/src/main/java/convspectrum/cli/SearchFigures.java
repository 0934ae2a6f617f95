package convspectrum.cli;

import convspectrum.search.Sweep;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.FigureCatalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every figure that a search can be for. */
final class SearchFigures {
  private SearchFigures() {}

  /** Costs, latencies and the columns of the table. */
  static FigureCatalog catalog(SearchOptions search, long seed) {
    Sweep sweep = search.sweep();
    Map<String, Optional<Figure>> made = new HashMap<>();
    return new FigureCatalog(
        List.of(),
        name ->
            made.computeIfAbsent(
                name,
                unused ->
                    search
                        .tables()
                        .figure(search.table(), name)
                        .or(() -> LatencyFigures.named(name, sweep, seed))),
        LatencyFigures.names());
  }
}
