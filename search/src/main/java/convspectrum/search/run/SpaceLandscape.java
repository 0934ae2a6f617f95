package convspectrum.search.run;

import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.Objective;
import convspectrum.search.figure.Subject;
import convspectrum.search.strategy.Genome;
import convspectrum.search.strategy.GenomeSpace;
import convspectrum.search.strategy.Landscape;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Parameter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is known for nothing of the designs of a space. Not for use by two threads at once. */
final class SpaceLandscape implements Landscape {
  /** Subjects whose network is kept. */
  private static final int KEPT = 4096;

  /** Rejected designs that are told apart; beyond, one may be counted again. */
  private static final int TOLD_APART = 1_000_000;

  /** Why a design is left out that is none: its blocks do not fit, or the table has no row. */
  static final String NO_SUCH_DESIGN = "blocks do not fit";

  static final String NO_ROW = "no row in the table";

  static final String NO_FIGURE = "no figure for an objective that is known in advance";

  private final SearchPlan plan;
  private final Spec spec;
  private final int[] places;
  private final GenomeSpace space;
  private final boolean needsGraph;
  private final Map<String, Long> rejections = new LinkedHashMap<>();
  private final Set<Genome> rejected = new HashSet<>();
  private long rejectedCount;
  private final Map<Genome, Subject> subjects =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Genome, Subject> eldest) {
          return size() > KEPT;
        }
      };

  SpaceLandscape(SearchPlan plan) {
    this.plan = plan;
    this.spec = plan.sweep().spec();
    this.needsGraph = plan.figures().stream().anyMatch(figure -> !figure.isLookup());
    this.places =
        plan.sweep().parameters().stream().mapToInt(name -> spec.space().indexOf(name)).toArray();
    this.space =
        new GenomeSpace(
            plan.sweep().parameters().stream()
                .map(name -> spec.parameters().get(spec.space().indexOf(name)).size())
                .toList());
  }

  @Override
  public GenomeSpace space() {
    return space;
  }

  @Override
  public int objectives() {
    return plan.objectives().size();
  }

  @Override
  public boolean isFree(int objective) {
    return plan.objectives().get(objective).figure().isFree();
  }

  @Override
  public double free(int objective, Genome genome) {
    Objective one = plan.objectives().get(objective);
    try {
      return one.minimised(one.figure().of(subject(genome)));
    } catch (FigureException | SpecException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  @Override
  public double violation(Genome genome) {
    if (plan.table().isPresent() && !plan.table().get().contains(genome)) {
      reject(NO_ROW, genome);
      remember(genome);
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    try {
      for (Constraint constraint : plan.constraints()) {
        if (constraint.figure().isFree()) {
          double violation = constraint.violation(constraint.figure().of(subject(genome)));
          if (violation > 0) {
            reject(constraint.text(), genome);
          }
          sum += violation;
        }
      }
      if (needsGraph) {
        subject(genome).graph(); // refuses a design whose blocks do not fit
      }
      if (sum == 0 && !hasFreeObjectives(genome)) {
        reject(NO_FIGURE, genome);
        sum = Double.POSITIVE_INFINITY;
      }
      if (sum > 0) {
        remember(genome);
      }
      return sum;
    } catch (FigureException | SpecException e) {
      reject(NO_SUCH_DESIGN, genome);
      remember(genome);
      return Double.POSITIVE_INFINITY;
    }
  }

  private boolean hasFreeObjectives(Genome genome) {
    for (int objective = 0; objective < objectives(); objective++) {
      if (isFree(objective) && !Double.isFinite(free(objective, genome))) {
        return false;
      }
    }
    return true;
  }

  private void reject(String reason, Genome genome) {
    if (!rejected.contains(genome)) {
      rejections.merge(reason, 1L, Long::sum);
    }
  }

  /** Notes that a design is out, once all reasons are counted. */
  private void remember(Genome genome) {
    if (rejected.size() > TOLD_APART) {
      rejected.clear();
    }
    if (rejected.add(genome)) {
      rejectedCount++;
    }
  }

  /** How many designs were kept out so far. */
  long rejected() {
    return rejectedCount;
  }

  /** How many designs each constraint has kept out so far. */
  Map<String, Long> rejections() {
    return rejections;
  }

  @Override
  public Genome canonical(Genome genome) {
    try {
      Design design = design(genome);
      Design canonical = spec.canonical(design);
      return canonical.equals(design) ? genome : genome(canonical);
    } catch (SpecException e) {
      return genome;
    }
  }

  @Override
  public Stream<Genome> designs() {
    // Only a choice in place may be one that some designs do not read.
    return spec.parameters().stream().noneMatch(Parameter::inPlace)
        ? space.genomes()
        : plan.sweep().designs().map(this::genome);
  }

  Genome genome(Design design) {
    int[] genes = new int[places.length];
    for (int i = 0; i < genes.length; i++) {
      genes[i] = design.choice(places[i]);
    }
    return Genome.of(genes);
  }

  Design design(Genome genome) {
    Design design = plan.sweep().base();
    for (int i = 0; i < places.length; i++) {
      if (design.choice(places[i]) != genome.gene(i)) {
        design = design.with(places[i], genome.gene(i));
      }
    }
    return design;
  }

  Subject subject(Genome genome) {
    return subjects.computeIfAbsent(
        genome, one -> new Subject(spec, design(one), one, plan.sweep().input()));
  }
}
