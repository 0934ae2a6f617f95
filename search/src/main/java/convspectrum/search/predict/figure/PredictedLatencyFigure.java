package convspectrum.search.predict.figure;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.search.additive.Term;
import convspectrum.search.design.SpaceFile;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.PredictedFigure;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.figure.SumFigure;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.predict.Prediction;
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
  /** Designs that a certificate compares with the tables, where a plan takes a millisecond. */
  private static final int PLANNED = 200;

  /** The same where the runtime makes a program of each to tell its steps. */
  private static final int COMPILED = 20;

  private final NetworkPredictor predictor;
  private final Sweep sweep;
  private final SpaceFile stepsFile;
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
      NetworkPredictor predictor, Sweep sweep, SpaceFile stepsFile, Optional<Figure> measured) {
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
    return refusing(() -> predictor.parts(design.network()));
  }

  @Override
  public Map<String, Long> tabulated(SearchedDesign design) {
    return refusing(() ->
        space()
            .map(all -> all.parts(design.encoding()))
            .orElseGet(() -> predictor.parts(design.network())));
  }

  @Override
  public int comparisons() {
    return predictor.plansFast() ? PLANNED : COMPILED;
  }

  @Override
  public String remedy() {
    return "again without " + stepsFile.path() + ", where steps are kept";
  }

  @Override
  public Optional<List<Term>> terms() {
    return refusing(this::space).map(SpacePredictor::terms);
  }

  private synchronized Optional<SpacePredictor> space() {
    Optional<SpacePredictor> known = space;
    if (known == null) {
      known = sweep.isLarge() ? SpacePredictor.of(predictor, sweep, stepsFile) : Optional.empty();
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
