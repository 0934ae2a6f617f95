package convspectrum.search.predict.figure;

import convspectrum.search.additive.Scope;
import convspectrum.search.additive.Term;
import convspectrum.search.design.SpaceFile;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.FigureException;
import convspectrum.search.predict.Predictor;
import convspectrum.search.predict.SpaceSteps;
import convspectrum.search.predict.StepType;
import convspectrum.search.strategy.Encoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Predicts the designs of one space, whose steps are known for all of them. */
final class SpacePredictor {
  private final StepTables tables;
  private final StepTables.Sums picoseconds;
  private final long call;

  private SpacePredictor(StepTables tables, NetworkPredictor predictor) {
    this.tables = tables;
    this.picoseconds = tables.sums(predictor::picoseconds);
    this.call = predictor.callPicoseconds();
  }

  /**
   * A predictor; none where the steps of the space cannot be told from few parameters each.
   *
   * @param file where they are kept
   * @throws FigureException where the thread is interrupted
   */
  static Optional<SpacePredictor> of(NetworkPredictor predictor, Sweep sweep, SpaceFile file) {
    SpaceSteps space = predictor.space(sweep);
    try {
      return StepTables.of(
              space,
              space.encoding(sweep.base()),
              file.identity() + "; " + predictor.stepsIdentity(sweep),
              file.path(),
              predictor.seed())
          .map(tables -> new SpacePredictor(tables, predictor));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FigureException("interrupted while the steps of the space were looked for");
    }
  }

  /** The time of a design, which must be one of the space. */
  long picoseconds(Encoding encoding) {
    return Math.addExact(call, picoseconds.of(encoding));
  }

  /** The same by position, the call among them. */
  Map<String, Long> parts(Encoding encoding) {
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put(Predictor.CALL, call);
    parts.putAll(picoseconds.parts(encoding));
    return parts;
  }

  /** The same of all designs; the call depends on no parameter. */
  List<Term> terms() {
    List<Term> terms = new ArrayList<>(picoseconds.terms());
    terms.add(new Term(Scope.of(tables.space(), List.of()), new long[] {call}));
    return terms;
  }

  /** The steps of a design, which must be one of the space. */
  List<StepType> steps(Encoding encoding) {
    return tables.of(encoding).values().stream().flatMap(List::stream).toList();
  }
}
