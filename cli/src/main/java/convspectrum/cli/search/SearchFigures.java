package convspectrum.cli.search;

import convspectrum.cli.process.GroupWorker;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.scoring.ProxyFigures;
import convspectrum.search.training.figure.TrainedFigure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every figure that a search can be for. */
final class SearchFigures {
  private SearchFigures() {}

  /**
   * Costs, latencies, accuracy proxies and the columns of the table.
   *
   * @param trained accuracies after a training, where designs can be trained
   */
  static FigureCatalog catalog(
      SearchOptions search,
      long seed,
      Optional<GroupWorker.Starter> starter,
      Optional<TrainedFigures> trained) {
    Sweep sweep = search.sweep();
    Map<String, Optional<Figure>> made = new HashMap<>();
    return new FigureCatalog(
        List.of(),
        name ->
            made.computeIfAbsent(
                name,
                _ ->
                    search
                        .tables()
                        .figure(search.table(), name)
                        .or(() -> LatencyFigures.named(name, sweep, seed, starter))
                        .or(() -> trained.flatMap(one -> one.named(name)))
                        .or(() -> PredictedFigures.named(name, search, seed, starter))
                        .or(() -> ProxyFigures.named(name, sweep, search.images(), seed))),
        Stream.of(
                trained.map(_ -> TrainedFigure.NAME).stream().toList(),
                LatencyFigures.names(),
                PredictedFigures.names(),
                ProxyFigures.names())
            .flatMap(List::stream)
            .toList());
  }
}
