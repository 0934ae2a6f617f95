package convspectrum.search.exact;

import convspectrum.search.additive.AdditiveFigure;
import convspectrum.search.additive.Exclusion;
import convspectrum.search.additive.Scope;
import convspectrum.search.additive.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The parts of a problem before anything is eliminated: one for each scope that no other has. */
final class Parts {
  private final ExactProblem problem;
  private final Dimensions dimensions;
  private final List<Scope> scopes = new ArrayList<>();

  Parts(ExactProblem problem, Dimensions dimensions) {
    this.problem = problem;
    this.dimensions = dimensions;
    List<Scope> all = new ArrayList<>();
    dimensions.figures().forEach(figure -> figure.terms().forEach(term -> all.add(term.scope())));
    problem.exclusions().forEach(one -> all.add(one.scope()));
    Set<Integer> alone = new TreeSet<>();
    IntStream.range(0, problem.space().parameters()).forEach(alone::add);
    all.forEach(scope -> alone.removeAll(scope.parameters()));
    // A parameter that no figure depends on multiplies the number of designs.
    alone.forEach(parameter -> all.add(Scope.of(problem.space(), List.of(parameter))));
    all.stream()
        .sorted(Comparator.comparingInt((Scope one) -> one.parameters().size()).reversed())
        .filter(scope -> home(scope) < 0)
        .forEach(scopes::add);
  }

  /** The first scope that has all parameters of another; −1 where there is none. */
  private int home(Scope scope) {
    for (int i = 0; i < scopes.size(); i++) {
      if (scopes.get(i).covers(scope)) {
        return i;
      }
    }
    return -1;
  }

  List<Potential> potentials() {
    List<Potential> parts = new ArrayList<>();
    for (int i = 0; i < scopes.size(); i++) {
      parts.add(potential(i));
    }
    return parts;
  }

  private Potential potential(int index) {
    Scope scope = scopes.get(index);
    List<List<Term>> terms =
        dimensions.figures().stream()
            .map(AdditiveFigure::terms)
            .map(all -> all.stream().filter(one -> home(one.scope()) == index).toList())
            .toList();
    List<Exclusion> exclusions =
        problem.exclusions().stream().filter(one -> home(one.scope()) == index).toList();
    List<PointSet> sets = new ArrayList<>(scope.size());
    int[] chosen = new int[problem.space().parameters()];
    for (int i = 0; i < scope.size(); i++) {
      scope.choose(i, chosen);
      boolean excluded =
          exclusions.stream().anyMatch(one -> one.excludes(one.scope().index(chosen)));
      sets.add(excluded ? PointSet.EMPTY : point(terms, chosen));
    }
    return new Potential(scope, sets, Optional.empty());
  }

  private PointSet point(List<List<Term>> terms, int[] chosen) {
    long[] values = new long[dimensions.size()];
    for (int i = 0; i < values.length; i++) {
      for (Term term : terms.get(i)) {
        values[i] = Math.addExact(values[i], term.value(term.scope().index(chosen)));
      }
    }
    return new PointSet(dimensions.size(), values, new long[] {1});
  }
}
