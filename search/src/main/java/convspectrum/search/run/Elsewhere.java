package convspectrum.search.run;

import convspectrum.search.design.Sweep;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.figure.SharedFigure;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.NumberRange;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.WorkRunner;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Other machines, which compute the figures of a search that can be shared.
 *
 * @param runner reaches them
 * @param sweep the designs of the search
 * @param space the same as text
 * @param threads that compute one design there
 * @param files are sent with the work
 */
public record Elsewhere(
    WorkRunner runner, Sweep sweep, SpacePart space, int threads, FilesToSend files)
    implements AutoCloseable {
  /** A design that is asked for, with the key of its evaluation. */
  private record Asked(String key, SearchedDesign design) {}

  /** Computes figures of designs; each counts once it is committed, in this thread. */
  <R extends Serializable> void evaluate(
      SharedFigure<R> figure,
      Map<String, SearchedDesign> designs,
      BiConsumer<String, Evaluation> commit,
      Evaluations.Watch watch)
      throws InterruptedException {
    Map<BigInteger, Asked> byNumber = new LinkedHashMap<>();
    designs.forEach((key, design) -> {
      if (figure.isKnown(design)) {
        commit.accept(key, Scoring.evaluated(figure, design));
      } else {
        byNumber.put(sweep.number(design.design()), new Asked(key, design));
      }
    });
    int[] done = {designs.size() - byNumber.size()};
    watch.made(done[0], designs.size());
    runner.run(
        figure.work(space, threads, files),
        NumberRange.of(byNumber.keySet().stream()),
        (number, result) -> {
          Asked asked = Objects.requireNonNull(byNumber.get(number));
          figure.know(asked.design(), result);
          commit.accept(asked.key(), Scoring.evaluated(figure, asked.design()));
          watch.made(++done[0], designs.size());
        });
  }

  /** Ends what was started for it. */
  @Override
  public void close() {
    runner.close();
    files.close();
  }
}
