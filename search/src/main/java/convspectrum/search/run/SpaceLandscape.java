package convspectrum.search.run;

import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.Objective;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import convspectrum.search.strategy.Landscape;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Parameter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** The designs of a space, with their cheap figures. Not for use by two threads at once. */
final class SpaceLandscape implements Landscape {
  /** The number of designs whose network is kept, unless their networks are large. */
  private static final int MOST_KEPT = 4096;

  /** The number of nodes of all networks that are kept: some hundred megabytes. */
  private static final int MOST_NODES = 1_000_000;

  /** Rejected designs that are remembered; beyond this number, one may be counted again. */
  private static final int TOLD_APART = 1_000_000;

  /** The reason why an encoding is rejected that denotes no valid design. */
  static final String NO_SUCH_DESIGN = "blocks do not fit";

  static final String NO_ROW = "no row in the table";

  static final String NO_FIGURE = "no figure for an objective that is known in advance";

  private final SearchPlan plan;
  private final Spec spec;
  private final int[] places;
  private final EncodingSpace space;
  private final boolean needsGraph;
  private final Map<String, Long> rejections = new LinkedHashMap<>();
  private final Map<Constraint, Double> nearest = new HashMap<>();
  private final Set<Encoding> rejected = new HashSet<>();
  private long rejectedCount;
  private final int kept;
  private final Map<Encoding, SearchedDesign> designs =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Encoding, SearchedDesign> eldest) {
          return size() > SpaceLandscape.this.kept;
        }
      };

  SpaceLandscape(SearchPlan plan) {
    this.plan = plan;
    this.spec = plan.sweep().spec();
    this.needsGraph = plan.figures().stream().anyMatch(figure -> !figure.isLookup());
    this.places =
        plan.sweep().parameters().stream().mapToInt(name -> spec.space().indexOf(name)).toArray();
    this.space =
        new EncodingSpace(
            plan.sweep().parameters().stream()
                .map(name -> spec.parameters().get(spec.space().indexOf(name)).size())
                .toList());
    this.kept = kept();
  }

  private int kept() {
    if (!needsGraph) {
      return MOST_KEPT;
    }
    try {
      int nodes = spec.graph(plan.sweep().base()).nodes().size();
      return Math.clamp(MOST_NODES / nodes, 64, MOST_KEPT);
    } catch (SpecException e) {
      return MOST_KEPT; // Designs that have no network take no memory.
    }
  }

  @Override
  public EncodingSpace space() {
    return space;
  }

  @Override
  public int objectives() {
    return plan.objectives().size();
  }

  @Override
  public boolean isCheap(int objective) {
    return plan.objectives().get(objective).figure().isCheap();
  }

  @Override
  public double cheap(int objective, Encoding encoding) {
    Objective one = plan.objectives().get(objective);
    try {
      return one.minimised(one.figure().of(searched(encoding)));
    } catch (FigureException | SpecException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  @Override
  public double violation(Encoding encoding) {
    if (plan.table().isPresent() && !plan.table().get().contains(encoding)) {
      reject(NO_ROW, encoding);
      remember(encoding);
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    try {
      for (Constraint constraint : plan.constraints()) {
        if (constraint.figure().isCheap()) {
          double value = constraint.figure().of(searched(encoding));
          nearest.merge(constraint, value, constraint::nearer);
          double violation = constraint.violation(value);
          if (violation > 0) {
            reject(constraint.text(), encoding);
          }
          sum += violation;
        }
      }
      if (needsGraph) {
        searched(encoding).graph(); // throws for a design whose blocks do not fit
      }
      if (sum == 0 && !hasCheapObjectives(encoding)) {
        reject(NO_FIGURE, encoding);
        sum = Double.POSITIVE_INFINITY;
      }
      if (sum > 0) {
        remember(encoding);
      }
      return sum;
    } catch (FigureException | SpecException e) {
      reject(NO_SUCH_DESIGN, encoding);
      remember(encoding);
      return Double.POSITIVE_INFINITY;
    }
  }

  private boolean hasCheapObjectives(Encoding encoding) {
    for (int objective = 0; objective < objectives(); objective++) {
      if (isCheap(objective) && !Double.isFinite(cheap(objective, encoding))) {
        return false;
      }
    }
    return true;
  }

  private void reject(String reason, Encoding encoding) {
    if (!rejected.contains(encoding)) {
      rejections.merge(reason, 1L, Long::sum);
    }
  }

  /** Remembers that a design is rejected, once all reasons are counted. */
  private void remember(Encoding encoding) {
    if (rejected.size() > TOLD_APART) {
      rejected.clear();
    }
    if (rejected.add(encoding)) {
      rejectedCount++;
    }
  }

  /** How many designs were rejected so far. */
  long rejected() {
    return rejectedCount;
  }

  /** The value nearest to keeping a cheap constraint that a design had so far. */
  OptionalDouble nearest(Constraint constraint) {
    Double value = nearest.get(constraint);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** How many designs each constraint has rejected so far. */
  Map<String, Long> rejections() {
    return rejections;
  }

  @Override
  public Encoding canonical(Encoding encoding) {
    try {
      Design design = design(encoding);
      Design canonical = spec.canonical(design);
      return canonical.equals(design) ? encoding : encoding(canonical);
    } catch (SpecException e) {
      return encoding;
    }
  }

  @Override
  public Stream<Encoding> designs() {
    // Only a choice that is written in place may be one that some designs do not read.
    return spec.parameters().stream().noneMatch(Parameter::inPlace)
        ? space.encodings()
        : plan.sweep().designs().map(this::encoding);
  }

  Encoding encoding(Design design) {
    int[] indices = new int[places.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = design.choice(places[i]);
    }
    return Encoding.of(indices);
  }

  Design design(Encoding encoding) {
    return plan.sweep().base().with(places, encoding.toArray());
  }

  SearchedDesign searched(Encoding encoding) {
    return designs.computeIfAbsent(
        encoding, one -> new SearchedDesign(spec, design(one), one, plan.sweep().input()));
  }
}
