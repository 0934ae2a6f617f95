package convspectrum.search.run;

import convspectrum.search.run.SearchResult.FoundDesign;
import java.util.List;
import java.util.function.Supplier;

/** Follows a search, batch by batch. */
@FunctionalInterface
public interface SearchListener {
  /** The designs that were evaluated, kept or not. */
  void found(List<FoundDesign> designs);

  /**
   * How the search stands after a batch.
   *
   * @param result computes the result until then; only before the next batch
   */
  default void stands(Supplier<SearchResult> result) {}
}
