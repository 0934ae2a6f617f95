package convspectrum.search.additive;

import convspectrum.search.design.SpaceFile;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.file.WriteException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps tables of integers of a space in a file: finding them takes the figures of some thousand
 * designs. The file is only ever a short cut: one that is damaged, of another space or of other
 * figures is not used, and one that cannot be written is not there.
 */
public final class FactoredFile {
  private static final String SCHEMA = "convspectrum/sum-tables/1";

  private FactoredFile() {}

  /**
   * What is kept.
   *
   * @param schema what the file is and its version
   * @param identity of the space
   * @param figures names of the integers of each value
   * @param calls how many designs the tables were found from
   * @param checked how many of them agreed with the finished tables
   * @param witnesses a covering set of designs
   */
  private record Kept(
      String schema,
      String identity,
      List<String> figures,
      int calls,
      int checked,
      List<Place> positions,
      List<Excluded> exclusions,
      List<List<Integer>> witnesses) {
    Kept {
      figures = List.copyOf(figures);
      positions = List.copyOf(positions);
      exclusions = List.copyOf(exclusions);
      witnesses = witnesses.stream().map(List::copyOf).toList();
    }
  }

  /**
   * A position.
   *
   * @param values for each combination of the choices of its parameters; none where no design has
   *     the position with it
   */
  private record Place(String name, List<Integer> parameters, List<List<Long>> values) {
    Place {
      Objects.requireNonNull(name, "name");
      parameters = List.copyOf(parameters);
      values = values.stream().map(List::copyOf).toList();
    }
  }

  /** Combinations of the choices of some parameters that no design has. */
  private record Excluded(List<Integer> parameters, List<Integer> combinations) {
    Excluded {
      parameters = List.copyOf(parameters);
      combinations = List.copyOf(combinations);
    }
  }

  /**
   * Writes tables, if that is possible.
   *
   * @param figures names of the integers of each value, one or more
   */
  public static void write(SpaceFile file, List<String> figures, Factored<List<Long>> factored) {
    Kept kept =
        new Kept(
            SCHEMA,
            file.identity(),
            figures,
            factored.calls(),
            factored.checked(),
            factored.positions().stream()
                .map(one ->
                    new Place(
                        one.name(),
                        one.scope().parameters(),
                        one.values().stream().map(value -> value.orElse(List.of())).toList()))
                .toList(),
            factored.exclusions().stream()
                .map(one ->
                    new Excluded(
                        one.scope().parameters(),
                        IntStream.range(0, one.scope().size())
                            .filter(one::excludes)
                            .boxed()
                            .toList()))
                .toList(),
            factored.witnesses().stream()
                .map(one -> Arrays.stream(one.toArray()).boxed().toList())
                .toList());
    try {
      AtomicFile.write(file.path(), JsonMapper.shared().writeValueAsString(kept) + "\n");
    } catch (WriteException e) {
      // The tables are found again next time.
    }
  }

  /** Reads tables of these figures of the space, if the file has them. */
  public static Optional<Factored<List<Long>>> read(
      SpaceFile file, List<String> figures, EncodingSpace space) {
    if (!Files.isRegularFile(file.path())) {
      return Optional.empty();
    }
    try {
      Kept kept = JsonMapper.shared().readValue(file.path(), Kept.class);
      return kept.schema().equals(SCHEMA)
              && kept.identity().equals(file.identity())
              && kept.figures().equals(figures)
          ? Optional.of(factored(kept, space))
          : Optional.empty();
    } catch (JacksonException
        | NullPointerException
        | IllegalArgumentException
        | ArithmeticException
        | IndexOutOfBoundsException e) {
      return Optional.empty(); // damaged
    }
  }

  private static Factored<List<Long>> factored(Kept kept, EncodingSpace space) {
    return new Factored<>(
        space,
        kept.positions().stream()
            .map(one -> position(one, Scope.of(space, one.parameters()), kept.figures().size()))
            .toList(),
        kept.exclusions().stream()
            .map(one -> exclusion(one, Scope.of(space, one.parameters())))
            .toList(),
        kept.witnesses().stream()
            .map(one -> Encoding.of(one.stream().mapToInt(Integer::intValue).toArray()))
            .filter(one -> one.size() == space.parameters())
            .toList(),
        kept.calls(),
        kept.checked(),
        false);
  }

  private static Position<List<Long>> position(Place place, Scope scope, int figures) {
    boolean sound =
        place.values().size() == scope.size()
            && place.values().stream().allMatch(one -> one.isEmpty() || one.size() == figures);
    if (!sound) {
      throw new IllegalArgumentException(place.name());
    }
    return new Position<>(
        place.name(),
        scope,
        place.values().stream()
            .map(one -> one.isEmpty() ? Optional.<List<Long>>empty() : Optional.of(one))
            .toList());
  }

  private static Exclusion exclusion(Excluded excluded, Scope scope) {
    BitSet combinations = new BitSet(scope.size());
    for (int one : excluded.combinations()) {
      combinations.set(Objects.checkIndex(one, scope.size()));
    }
    return new Exclusion(scope, combinations);
  }
}
