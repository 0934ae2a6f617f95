package convspectrum.search.benchmark;

import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.KnownTable;
import convspectrum.search.figure.Objective;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.pareto.Front;
import convspectrum.search.pareto.Hypervolume;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
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
 * The designs of a table and their objectives, as a strategy searches them. An objective without a
 * number in the table is infinite; a design without a cheap objective is left out.
 */
final class TableLandscape implements Landscape {
  /** The largest space with a slot in memory for every design, in the table or not. */
  private static final BigInteger INDEXABLE = BigInteger.valueOf(1_000_000);

  private final EncodingSpace space;
  private final List<Objective> objectives;
  private final boolean blind;
  private final Map<Encoding, double[]> values = new HashMap<>();
  private final List<Encoding> designs = new ArrayList<>();
  private final double @Nullable [] @Nullable [] index;

  /**
   * Computes the objectives of a table.
   *
   * @param blind whether every objective counts as expensive
   */
  TableLandscape(
      EncodingSpace space,
      KnownTable table,
      List<Objective> objectives,
      Function<Encoding, SearchedDesign> searched,
      boolean blind) {
    this.space = space;
    this.objectives = List.copyOf(objectives);
    this.blind = blind;
    for (Encoding encoding : table.designs()) {
      SearchedDesign design = searched.apply(encoding);
      double[] point = new double[objectives.size()];
      boolean complete = true;
      for (int i = 0; i < point.length; i++) {
        point[i] = value(objectives.get(i), design);
        complete &= Double.isFinite(point[i]) || !objectives.get(i).figure().isCheap();
      }
      if (complete) {
        values.put(encoding, point);
        designs.add(encoding);
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
        (encoding, point) -> values.put(encoding, Arrays.copyOf(point, objectives.size())));
    this.index = index();
  }

  private static double value(Objective objective, SearchedDesign design) {
    try {
      return objective.minimised(objective.figure().of(design));
    } catch (FigureException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  /** The same designs with the first objective alone. */
  TableLandscape ofFirst() {
    return new TableLandscape(this, objectives.subList(0, 1), blind);
  }

  /** The same table with every objective expensive. */
  TableLandscape asBlind() {
    return new TableLandscape(this, objectives, true);
  }

  /**
   * The points by design number, so that look-ups take little time beside the strategy. It is not
   * used where the space is too large.
   */
  private double @Nullable [] @Nullable [] index() {
    if (space.size().compareTo(INDEXABLE) > 0) {
      return null;
    }
    double @Nullable [][] points = new double[space.size().intValueExact()][];
    values.forEach((encoding, point) -> points[number(encoding)] = point);
    return points;
  }

  private int number(Encoding encoding) {
    int number = 0;
    for (int i = 0; i < encoding.size(); i++) {
      number = number * space.choices(i) + encoding.index(i);
    }
    return number;
  }

  private double @Nullable [] find(Encoding encoding) {
    return index == null ? values.get(encoding) : index[number(encoding)];
  }

  double[] value(Encoding encoding) {
    double[] point = find(encoding);
    if (point == null) {
      throw new IllegalArgumentException(encoding + " is not in the table");
    }
    return point;
  }

  /** The best value of the first objective. */
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
      // A front of one value has no range; the range of the table replaces it.
      double range = nadir > ideal ? nadir - ideal : worst > ideal ? worst - ideal : 1;
      reference[i] = kind == Reference.WORST && worst > ideal ? worst : nadir + 0.1 * range;
    }
    return reference;
  }

  private static boolean isFinite(double[] point) {
    return Arrays.stream(point).allMatch(Double::isFinite);
  }

  /** The finite values of an objective. */
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
  public EncodingSpace space() {
    return space;
  }

  @Override
  public int objectives() {
    return objectives.size();
  }

  @Override
  public boolean isCheap(int objective) {
    return !blind && objectives.get(objective).figure().isCheap();
  }

  @Override
  public double cheap(int objective, Encoding encoding) {
    return value(encoding)[objective];
  }

  @Override
  public Stream<Encoding> designs() {
    return designs.stream();
  }

  @Override
  public double violation(Encoding encoding) {
    return find(encoding) != null ? 0 : Double.POSITIVE_INFINITY;
  }
}
