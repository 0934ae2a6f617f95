package convspectrum.search.predict.figure;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.search.additive.Term;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.PredictedFigure;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.figure.SumFigure;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.predict.Prediction;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The predicted time of a forward pass on one runtime, in milliseconds. In a large space the steps
 * of all designs are found once; a design then takes no time.
 */
public final class PredictedLatencyFigure implements PredictedFigure, SumFigure {
  /** Of no more designs than this the steps are found one by one, as they are asked for. */
  private static final BigInteger FEW = BigInteger.valueOf(2_000);

  private final NetworkPredictor predictor;
  private final Sweep sweep;
  private final Path stepsFile;
  private final Optional<Figure> measured;
  private @Nullable Optional<SpacePredictor> space;

  /**
   * A predicted latency.
   *
   * @param sweep whose designs are searched
   * @param stepsFile where the steps of the space are kept
   * @param measured the latency itself, where the front of a search is to be measured
   */
  public PredictedLatencyFigure(
      NetworkPredictor predictor, Sweep sweep, Path stepsFile, Optional<Figure> measured) {
    this.predictor = predictor;
    this.sweep = sweep;
    this.stepsFile = stepsFile;
    this.measured = measured;
  }

  @Override
  public String name() {
    return predictor.figureName();
  }

  @Override
  public Optional<Figure> measured() {
    return measured;
  }

  @Override
  public Direction direction() {
    return Direction.MIN;
  }

  @Override
  public String identity() {
    return name() + " " + predictor.source();
  }

  @Override
  public String key(SearchedDesign design) {
    return design.fingerprint().hex();
  }

  @Override
  public double of(SearchedDesign design) {
    return refusing(() ->
        (double)
                space()
                    .map(all -> all.picoseconds(design.encoding()))
                    .orElseGet(() -> predictor.picoseconds(design.network()))
            / Prediction.PICOSECONDS_PER_MS);
  }

  @Override
  public Evaluation evaluation(SearchedDesign design) {
    return refusing(() ->
            space()
                .map(all -> predictor.ofTypes(all.steps(design.encoding())))
                .orElseGet(() -> predictor.of(design.network())))
        .evaluation();
  }

  @Override
  public long unitsPerOne() {
    return Prediction.PICOSECONDS_PER_MS;
  }

  @Override
  public Map<String, Long> parts(SearchedDesign design) {
    return refusing(() ->
        space()
            .map(all -> all.parts(design.encoding()))
            .orElseGet(() -> predictor.parts(design.network())));
  }

  @Override
  public Optional<List<Term>> terms() {
    return refusing(this::space).map(SpacePredictor::terms);
  }

  private synchronized Optional<SpacePredictor> space() {
    Optional<SpacePredictor> known = space;
    if (known == null) {
      known =
          sweep.size().compareTo(FEW) <= 0
              ? Optional.empty()
              : SpacePredictor.of(predictor, sweep, stepsFile);
      space = known;
    }
    return known;
  }

  private static <T> T refusing(Supplier<T> prediction) {
    try {
      return prediction.get();
    } catch (UnsupportedGraphException e) {
      throw new FigureException(String.valueOf(e.getMessage()));
    }
  }
}
