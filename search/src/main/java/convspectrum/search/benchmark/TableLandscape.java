package convspectrum.search.benchmark;

import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.KnownTable;
import convspectrum.search.figure.Objective;
import convspectrum.search.figure.Subject;
import convspectrum.search.pareto.Front;
import convspectrum.search.pareto.Hypervolume;
import convspectrum.search.strategy.Genome;
import convspectrum.search.strategy.GenomeSpace;
import convspectrum.search.strategy.Landscape;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table as what a strategy searches: its designs, and their objectives. Where the table has no
 * number, an objective is infinite; a design without an objective that is free is left out.
 */
final class TableLandscape implements Landscape {
  /** The largest space of which every design has a place in memory, in the table or not. */
  private static final BigInteger INDEXABLE = BigInteger.valueOf(1_000_000);

  private final GenomeSpace space;
  private final List<Objective> objectives;
  private final boolean blind;
  private final Map<Genome, double[]> values = new HashMap<>();
  private final List<Genome> designs = new ArrayList<>();
  private final double @Nullable [] @Nullable [] index;

  /**
   * A table with the objectives worked out.
   *
   * @param blind whether nothing is free
   */
  TableLandscape(
      GenomeSpace space,
      KnownTable table,
      List<Objective> objectives,
      Function<Genome, Subject> subjects,
      boolean blind) {
    this.space = space;
    this.objectives = List.copyOf(objectives);
    this.blind = blind;
    for (Genome genome : table.designs()) {
      Subject subject = subjects.apply(genome);
      double[] point = new double[objectives.size()];
      boolean complete = true;
      for (int i = 0; i < point.length; i++) {
        point[i] = value(objectives.get(i), subject);
        complete &= Double.isFinite(point[i]) || !objectives.get(i).figure().isFree();
      }
      if (complete) {
        values.put(genome, point);
        designs.add(genome);
      }
    }
    if (values.values().stream().noneMatch(TableLandscape::isFinite)) {
      throw new IllegalArgumentException(
          "no design of the table has a number for every objective: "
              + String.join(", ", objectives.stream().map(Objective::name).toList()));
    }
    this.index = index();
  }

  private TableLandscape(TableLandscape other, List<Objective> objectives, boolean blind) {
    this.space = other.space;
    this.objectives = List.copyOf(objectives);
    this.blind = blind;
    this.designs.addAll(other.designs);
    other.values.forEach(
        (genome, point) -> values.put(genome, Arrays.copyOf(point, objectives.size())));
    this.index = index();
  }

  private static double value(Objective objective, Subject subject) {
    try {
      return objective.minimised(objective.figure().of(subject));
    } catch (FigureException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  /** The same designs with the first objective alone. */
  TableLandscape ofFirst() {
    return new TableLandscape(this, objectives.subList(0, 1), blind);
  }

  /** The same with nothing free. */
  TableLandscape asBlind() {
    return new TableLandscape(this, objectives, true);
  }

  /**
   * The points by the numbers of their designs: a look-up is to take no time beside a strategy's
   * own. None where the space is too large.
   */
  private double @Nullable [] @Nullable [] index() {
    if (space.size().compareTo(INDEXABLE) > 0) {
      return null;
    }
    double @Nullable [][] points = new double[space.size().intValueExact()][];
    values.forEach((genome, point) -> points[number(genome)] = point);
    return points;
  }

  private int number(Genome genome) {
    int number = 0;
    for (int i = 0; i < genome.size(); i++) {
      number = number * space.choices(i) + genome.gene(i);
    }
    return number;
  }

  private double @Nullable [] find(Genome genome) {
    return index == null ? values.get(genome) : index[number(genome)];
  }

  double[] value(Genome genome) {
    double[] point = find(genome);
    if (point == null) {
      throw new IllegalArgumentException(genome + " is not in the table");
    }
    return point;
  }

  /** The best of the first objective. */
  double least() {
    return values.values().stream().mapToDouble(point -> point[0]).min().orElseThrow();
  }

  double[] reference(Reference kind) {
    List<double[]> all = new ArrayList<>(values.values());
    List<double[]> front = Front.of(all).stream().map(all::get).toList();
    double[] reference = new double[objectives.size()];
    for (int i = 0; i < reference.length; i++) {
      int which = i;
      double worst = Arrays.stream(finite(i)).max().orElseThrow();
      double nadir = front.stream().mapToDouble(point -> point[which]).max().orElseThrow();
      double ideal = front.stream().mapToDouble(point -> point[which]).min().orElseThrow();
      // A front of one value has no range; that of the table stands for it.
      double range = nadir > ideal ? nadir - ideal : worst > ideal ? worst - ideal : 1;
      reference[i] = kind == Reference.WORST && worst > ideal ? worst : nadir + 0.1 * range;
    }
    return reference;
  }

  private static boolean isFinite(double[] point) {
    return Arrays.stream(point).allMatch(Double::isFinite);
  }

  /** What is finite of an objective. */
  private double[] finite(int objective) {
    return values.values().stream()
        .mapToDouble(point -> point[objective])
        .filter(Double::isFinite)
        .toArray();
  }

  /** The hypervolume of the true front. */
  double volume(double[] reference) {
    return Hypervolume.of(List.copyOf(values.values()), reference);
  }

  @Override
  public GenomeSpace space() {
    return space;
  }

  @Override
  public int objectives() {
    return objectives.size();
  }

  @Override
  public boolean isFree(int objective) {
    return !blind && objectives.get(objective).figure().isFree();
  }

  @Override
  public double free(int objective, Genome genome) {
    return value(genome)[objective];
  }

  @Override
  public Stream<Genome> designs() {
    return designs.stream();
  }

  @Override
  public double violation(Genome genome) {
    return find(genome) != null ? 0 : Double.POSITIVE_INFINITY;
  }
}
