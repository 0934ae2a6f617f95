package convspectrum.search.additive;

import convspectrum.search.strategy.Encoding;
import java.util.List;
import java.util.Optional;

/**
 * A position of the designs of a space, with what it is for each combination of the choices that it
 * depends on.
 *
 * @param name of the position
 * @param scope the parameters that it depends on
 * @param values for each combination of the scope; empty where no design with it has the position
 */
public record Position<T>(String name, Scope scope, List<Optional<T>> values) {
  public Position {
    values = List.copyOf(values);
  }

  /** What a design has there. */
  public Optional<T> at(Encoding encoding) {
    return values.get(scope.index(encoding));
  }
}
