package convspectrum.search.proxy.input;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A result that several proxies need, computed by the first of them. The reason why there is none
 * is kept like a result.
 */
final class Once<T> {
  private @Nullable T result;
  private @Nullable UndefinedScoreException none;

  /** Whether it has been computed. */
  boolean isKnown() {
    return result != null || none != null;
  }

  /**
   * The result.
   *
   * @throws UndefinedScoreException where the computation threw one
   */
  T get(Supplier<T> computation) {
    if (none != null) {
      throw none;
    }
    T made = result;
    if (made == null) {
      try {
        made = computation.get();
      } catch (UndefinedScoreException e) {
        none = e;
        throw e;
      }
      result = made;
    }
    return made;
  }
}
