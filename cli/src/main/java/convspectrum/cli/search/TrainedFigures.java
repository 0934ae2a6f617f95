package convspectrum.cli.search;

import convspectrum.cli.training.TrainedOptions;
import convspectrum.cli.usage.Choice;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Figure;
import convspectrum.search.training.figure.TrainedFigure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accuracies after a short training by their names: {@code trained}, {@code trained@9}. */
final class TrainedFigures {
  private final TrainedOptions options;
  private final SearchOptions search;
  private final long seed;

  /** With the schedule of the options; read on first use, with the images. */
  private @Nullable TrainedFigure asked;

  TrainedFigures(TrainedOptions options, SearchOptions search, long seed) {
    this.options = options;
    this.search = search;
    this.seed = seed;
  }

  /** The figure of this name, if it is such an accuracy. */
  Optional<Figure> named(String name) {
    return TrainedFigure.isNamed(name)
        ? Optional.of(Choice.of("--objective", name, asked()::named))
        : Optional.empty();
  }

  private TrainedFigure asked() {
    TrainedFigure known = asked;
    if (known == null) {
      Sweep sweep = search.sweep();
      known =
          options.figure(List.of(Network.design(sweep.spec(), sweep.base(), sweep.input())), seed);
      asked = known;
    }
    return known;
  }
}
