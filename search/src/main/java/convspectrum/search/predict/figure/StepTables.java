package convspectrum.search.predict.figure;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.search.additive.Factored;
import convspectrum.search.additive.FactoringOptions;
import convspectrum.search.additive.NotFactoredException;
import convspectrum.search.additive.Position;
import convspectrum.search.additive.Scope;
import convspectrum.search.additive.Term;
import convspectrum.search.predict.SpaceSteps;
import convspectrum.search.predict.StepType;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import convspectrum.spec.file.AtomicFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The steps of every design of a space: for each position a list of steps for every combination of
 * the few parameters that it depends on. Finding them takes the steps of some thousand designs, so
 * that they are kept in a file; asking them for a design takes no time.
 */
final class StepTables {
  private static final String SCHEMA = "convspectrum/step-tables/1";

  private final Kept kept;
  private final EncodingSpace space;
  private final List<Scope> scopes;

  /**
   * What is kept.
   *
   * @param schema what the file is and its version
   * @param identity a text that is equal where all is equal that steps depend on
   * @param steps the different steps
   * @param positions whose lists refer to them by place
   */
  record Kept(String schema, String identity, List<StepType> steps, List<Place> positions) {
    Kept {
      Objects.requireNonNull(identity, "identity");
      steps = List.copyOf(steps);
      positions = List.copyOf(positions);
    }
  }

  /**
   * A position.
   *
   * @param name of it
   * @param parameters that it depends on, by their places in the sweep
   * @param values for each combination of their choices, the last parameter fastest, its steps;
   *     none where no design with it has the position
   */
  record Place(String name, List<Integer> parameters, List<List<Integer>> values) {
    Place {
      Objects.requireNonNull(name, "name");
      parameters = List.copyOf(parameters);
      values = values.stream().map(List::copyOf).toList();
    }
  }

  private StepTables(Kept kept, SpaceSteps space) {
    this.kept = kept;
    this.space = space.space();
    this.scopes =
        kept.positions().stream().map(one -> Scope.of(space.space(), one.parameters())).toList();
  }

  /**
   * Those of a space: from the file, or found now and written there.
   *
   * @param start a design of the space
   * @param identity as in {@link Kept}
   * @return none where positions depend on too many parameters, or the runtime refuses designs
   * @throws InterruptedException where the thread is interrupted
   */
  static Optional<StepTables> of(
      SpaceSteps space, Encoding start, String identity, Path file, long seed)
      throws InterruptedException {
    Optional<Kept> before = read(file, identity);
    if (before.isPresent()) {
      return Optional.of(new StepTables(before.get(), space));
    }
    try {
      Kept found =
          kept(identity, Factored.of(space.space(), start, space::of, FactoringOptions.of(seed)));
      AtomicFile.write(file, JsonMapper.shared().writeValueAsString(found) + "\n");
      return Optional.of(new StepTables(found, space));
    } catch (NotFactoredException | UnsupportedGraphException e) {
      return Optional.empty();
    }
  }

  private static Kept kept(String identity, Factored<List<StepType>> factored) {
    Map<StepType, Integer> places = new LinkedHashMap<>();
    List<Place> positions = new ArrayList<>();
    for (Position<List<StepType>> position : factored.positions()) {
      positions.add(
          new Place(
              position.name(),
              position.scope().parameters(),
              position.values().stream()
                  .map(steps ->
                      steps.orElse(List.of()).stream()
                          .map(step -> places.computeIfAbsent(step, _ -> places.size()))
                          .toList())
                  .toList()));
    }
    return new Kept(SCHEMA, identity, List.copyOf(places.keySet()), positions);
  }

  /** What is damaged or of another space is found anew. */
  private static Optional<Kept> read(Path file, String identity) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Kept read = JsonMapper.shared().readValue(file, Kept.class);
      boolean sound =
          read.schema().equals(SCHEMA)
              && read.identity().equals(identity)
              && read.positions().stream()
                  .flatMap(one -> one.values().stream())
                  .flatMap(List::stream)
                  .allMatch(place -> place >= 0 && place < read.steps().size());
      return sound ? Optional.of(read) : Optional.empty();
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The space of the parameters that vary. */
  EncodingSpace space() {
    return space;
  }

  /** The steps of a design by position. */
  Map<String, List<StepType>> of(Encoding encoding) {
    Map<String, List<StepType>> steps = new LinkedHashMap<>();
    for (int i = 0; i < scopes.size(); i++) {
      Place position = kept.positions().get(i);
      List<Integer> its = position.values().get(scopes.get(i).index(encoding));
      if (!its.isEmpty()) {
        steps.put(position.name(), its.stream().map(kept.steps()::get).toList());
      }
    }
    return steps;
  }

  /**
   * The sums of an amount over the steps of each combination of each position.
   *
   * @param amount of a step
   */
  Sums sums(ToLongFunction<StepType> amount) {
    long[] amounts = kept.steps().stream().mapToLong(amount).toArray();
    return new Sums(
        kept.positions().stream()
            .map(position ->
                position.values().stream()
                    .mapToLong(its -> its.stream().mapToLong(place -> amounts[place]).sum())
                    .toArray())
            .toArray(long[][]::new));
  }

  /** A sum over the steps of any design. */
  final class Sums {
    private final long[][] byPosition;

    private Sums(long[][] byPosition) {
      this.byPosition = byPosition;
    }

    /** Of a design. */
    long of(Encoding encoding) {
      long sum = 0;
      for (int i = 0; i < byPosition.length; i++) {
        sum = Math.addExact(sum, byPosition[i][scopes.get(i).index(encoding)]);
      }
      return sum;
    }

    /** The sums of all designs by position. */
    List<Term> terms() {
      return IntStream.range(0, byPosition.length)
          .mapToObj(i -> new Term(scopes.get(i), byPosition[i]))
          .toList();
    }

    /** The same of a design. */
    Map<String, Long> parts(Encoding encoding) {
      Map<String, Long> parts = new LinkedHashMap<>();
      IntStream.range(0, byPosition.length)
          .forEach(i ->
              parts.put(
                  kept.positions().get(i).name(), byPosition[i][scopes.get(i).index(encoding)]));
      return parts;
    }
  }
}
