package convspectrum.search.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.search.additive.AdditiveFigure;
import convspectrum.search.additive.Exclusion;
import convspectrum.search.additive.Scope;
import convspectrum.search.additive.Term;
import convspectrum.search.exact.ExactSolver.Progress;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import convspectrum.search.strategy.SplitMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExactSolverTest {
  /** Ranges of values from which ties are everywhere to where there are hardly any. */
  private static final int[] RANGES = {2, 5, 40, 100_000};

  private static ExactFront front(ExactProblem problem, long... slack) throws InterruptedException {
    ExactSolver solver = new ExactSolver(problem, Progress.NONE);
    return slack.length == 0 ? solver.front() : solver.within(slack);
  }

  private static void assertIsBruteForce(ExactProblem problem, long... slack)
      throws InterruptedException {
    ExactFront found = front(problem, slack);
    Map<List<Long>, Set<Encoding>> expected = BruteForce.front(problem, slack);
    Map<List<Long>, Set<Encoding>> points = BruteForce.of(found, problem.objectives().size());
    assertThat(points).isEqualTo(expected);
    assertThat(List.copyOf(points.keySet())).isEqualTo(List.copyOf(expected.keySet()));
    assertThat(found.designs()).isEqualTo(expected.values().stream().mapToLong(Set::size).sum());
  }

  @Test
  void isWhatLookingAtEveryDesignFinds() throws InterruptedException {
    int fronts = 0;
    for (int seed = 0; seed < 600; seed++) {
      SplitMix random = new SplitMix(seed);
      EncodingSpace space = RandomSums.space(random);
      RandomSums sums = new RandomSums(space, seed);
      int range = RANGES[random.nextInt(RANGES.length)];
      List<AdditiveFigure> objectives = new ArrayList<>();
      int number = 1 + random.nextInt(4);
      for (int i = 0; i < number; i++) {
        objectives.add(sums.figure("f" + i, -range / 2, range));
      }
      List<Exclusion> exclusions = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        exclusions.add(sums.exclusion());
      }
      List<Bound> bounds = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        // A bound on an objective, on its other end, or on another figure.
        AdditiveFigure figure =
            switch (random.nextInt(3)) {
              case 0 -> objectives.getFirst();
              case 1 -> objectives.getLast().negated();
              default -> sums.figure("bounded", 0, range);
            };
        bounds.add(new Bound(figure, random.nextInt(2 * range) - range / 2));
      }
      ExactProblem problem = new ExactProblem(space, exclusions, objectives, bounds);
      assertIsBruteForce(problem);
      long[] slack = new long[number];
      for (int i = 0; i < number; i++) {
        slack[i] = random.nextInt(1 + range / 3);
      }
      assertIsBruteForce(problem, slack);
      fronts += 2;
    }
    assertThat(fronts).isEqualTo(1200);
  }

  @Test
  void countsDesignsAndFindsTheLeastOfEachFigure() throws InterruptedException {
    for (int seed = 0; seed < 60; seed++) {
      EncodingSpace space = RandomSums.space(new SplitMix(seed));
      RandomSums sums = new RandomSums(space, seed);
      AdditiveFigure figure = sums.figure("a", -9, 30);
      ExactProblem problem =
          new ExactProblem(
              space, List.of(sums.exclusion(), sums.exclusion()), List.of(figure), List.of());
      ExactSolver solver = new ExactSolver(problem, Progress.NONE);
      assertThat(solver.designs()).isEqualTo(space.encodings().filter(problem::admits).count());
      assertThat(solver.least(figure.negated()))
          .isEqualTo(
              space.encodings().filter(problem::admits).mapToLong(one -> -figure.of(one)).min());
    }
  }

  @Test
  void theFrontOfAChainOf72ChoicesAtEachOfThreePositionsIsWhatBruteForceFinds()
      throws InterruptedException {
    EncodingSpace space = Chain.space(3);
    Chain chain = new Chain(space, 5, 1000);
    ExactProblem problem =
        new ExactProblem(
            space, List.of(), List.of(chain.figure("time"), chain.figure("macs")), List.of());
    assertThat(space.size()).hasToString("373248");
    assertIsBruteForce(problem);
    ExactProblem bounded =
        problem.with(List.of(chain.figure("time")), List.of(new Bound(chain.figure("bytes"), 700)));
    assertIsBruteForce(bounded);
  }

  @Test
  void allDesignsOfAPointAreListedUpToTheNumberThatIsWanted() throws InterruptedException {
    EncodingSpace space = new EncodingSpace(List.of(3, 4, 5, 2));
    AdditiveFigure only =
        new AdditiveFigure("a", List.of(new Term(Scope.of(space, List.of(1)), new long[4])));
    ExactFront front = front(new ExactProblem(space, List.of(), List.of(only), List.of()));
    assertThat(front.size()).isEqualTo(1);
    assertThat(front.designs(0)).isEqualTo(120);
    assertThat(front.designs(0, 7)).hasSize(7).doesNotHaveDuplicates();
    assertThat(front.designs(0, 1000)).hasSize(120).doesNotHaveDuplicates();
  }

  @Test
  void moreDesignsThan64BitsCountAreSaidToBeAsManyAsFit() throws InterruptedException {
    List<Integer> choices = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      choices.add(2);
    }
    EncodingSpace space = new EncodingSpace(choices);
    AdditiveFigure last =
        new AdditiveFigure("a", List.of(new Term(Scope.of(space, List.of(69)), new long[] {4, 3})));
    ExactFront front = front(new ExactProblem(space, List.of(), List.of(last), List.of()));
    assertThat(front.value(0, 0)).isEqualTo(3);
    assertThat(front.designs(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(front.designs(0, 3)).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void sumsBeyond64BitsAreRefused() {
    EncodingSpace space = new EncodingSpace(List.of(2, 2));
    Term huge = new Term(Scope.of(space, List.of(0)), new long[] {Long.MAX_VALUE, 0});
    Term more = new Term(Scope.of(space, List.of(1)), new long[] {1, 0});
    AdditiveFigure figure = new AdditiveFigure("a", List.of(huge, more));
    assertThatThrownBy(() -> front(new ExactProblem(space, List.of(), List.of(figure), List.of())))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aFrontThatIsTooLargeIsRefusedAndNotApproximated() {
    // Four objectives of which the sums hardly ever beat each other.
    EncodingSpace space = Chain.space(8);
    Chain chain = new Chain(space, 5, 1_000_000);
    List<AdditiveFigure> objectives = List.of(chain.figure("a"), chain.figure("a").negated());
    assertThatThrownBy(() -> front(new ExactProblem(space, List.of(), objectives, List.of())))
        .isInstanceOf(FrontTooLargeException.class)
        .hasMessageContaining("more than 5,000,000 points; expected fewer; try");
  }

  @Test
  void anInterruptionEndsIt() {
    EncodingSpace space = Chain.space(4);
    Chain chain = new Chain(space, 5, 1000);
    ExactProblem problem =
        new ExactProblem(
            space, List.of(), List.of(chain.figure("a"), chain.figure("b")), List.of());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> front(problem)).isInstanceOf(InterruptedException.class);
  }
}
