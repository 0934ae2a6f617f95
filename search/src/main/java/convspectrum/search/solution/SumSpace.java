package convspectrum.search.solution;

import convspectrum.search.design.SpaceFile;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.Landscape;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The space whose sums are solved.
 *
 * @param landscape its encodings, and which of them denote the same design
 * @param designs what an encoding denotes
 * @param parameters names of those that are searched
 * @param start a design
 * @param seed of the designs that are drawn to make and check tables
 * @param file where tables are kept, if they are
 */
public record SumSpace(
    Landscape landscape,
    Function<Encoding, SearchedDesign> designs,
    List<String> parameters,
    Encoding start,
    long seed,
    Optional<SpaceFile> file) {
  public SumSpace {
    parameters = List.copyOf(parameters);
  }
}
