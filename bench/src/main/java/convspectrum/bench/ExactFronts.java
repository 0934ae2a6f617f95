package convspectrum.bench;

import convspectrum.search.additive.AdditiveFigure;
import convspectrum.search.additive.Scope;
import convspectrum.search.additive.Term;
import convspectrum.search.exact.ExactFront;
import convspectrum.search.exact.ExactProblem;
import convspectrum.search.exact.ExactSolver;
import convspectrum.search.strategy.EncodingSpace;
import convspectrum.search.strategy.SplitMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Solves the fronts of chains of stages, each with 72 choices of which two are widths that the next
 * stage depends on: 72⁴ designs, as in {@code examples/search-space.yaml}, and 72⁸. Terms are drawn
 * at random, from 1 to a million, so that ties are rare; where figures are opposed, what is good
 * for one is bad for the next within a tenth, so that fronts are large. It starts cold, like one
 * run of a command, and repeats each front once.
 */
public final class ExactFronts {
  private static final int MOST = 1_000_000;

  private ExactFronts() {}

  /** Solves all of them. */
  public static void main(String[] arguments) throws InterruptedException {
    for (int run = 0; run < 2; run++) {
      for (int stages = 4; stages <= 8; stages += 4) {
        for (int figures = 1; figures <= 3; figures++) {
          solve(stages, figures, false);
        }
        solve(stages, 2, true);
      }
    }
  }

  private static void solve(int stages, int figures, boolean opposed) throws InterruptedException {
    EncodingSpace space = space(stages);
    List<AdditiveFigure> objectives = new ArrayList<>();
    for (int i = 0; i < figures; i++) {
      objectives.add(figure(space, i, opposed && i > 0));
    }
    long start = System.nanoTime();
    ExactFront front =
        new ExactSolver(
                new ExactProblem(space, List.of(), objectives, List.of()),
                ExactSolver.Progress.NONE)
            .front();
    double solved = (System.nanoTime() - start) / 1e9;
    int listed = 0;
    for (int point = 0; point < front.size(); point++) {
      listed += front.designs(point, 1).size();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "72^%d designs, %d %sfigure%s: %,d points, %,d designs; solved in %.2f s, %,d designs listed after %.2f s%n",
        stages,
        figures,
        opposed ? "opposed " : "",
        figures == 1 ? "" : "s",
        front.size(),
        front.designs(),
        solved,
        listed,
        seconds);
  }

  private static EncodingSpace space(int stages) {
    List<Integer> choices = new ArrayList<>();
    for (int i = 0; i < stages; i++) {
      choices.addAll(List.of(2, 6, 3, 2)); // width, segments, kernel, order
    }
    return new EncodingSpace(choices);
  }

  private static AdditiveFigure figure(EncodingSpace space, int number, boolean opposed) {
    SplitMix first = new SplitMix(0);
    SplitMix random = new SplitMix(number);
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < space.parameters(); i += 4) {
      List<Integer> parameters = new ArrayList<>(List.of(i, i + 1, i + 2, i + 3));
      if (i > 0) {
        parameters.add(i - 4);
      }
      Scope scope = Scope.of(space, parameters);
      long[] values = new long[scope.size()];
      for (int k = 0; k < values.length; k++) {
        values[k] =
            opposed
                ? MOST - first.nextInt(MOST) + random.nextInt(MOST / 10)
                : 1 + random.nextInt(MOST);
      }
      terms.add(new Term(scope, values));
    }
    return new AdditiveFigure("figure " + number, terms);
  }
}
