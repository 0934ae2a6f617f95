package convspectrum.search.latency;

import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.run.SearchResult.FoundDesign;
import java.util.List;

/**
 * A design of a search that may belong to its front.
 *
 * @param found as the search has it
 * @param keys for each measured figure, what designs of the same network share
 * @param exact its objectives that are not measured, minimised
 */
record FrontCandidate(
    FoundDesign found, SearchedDesign design, List<String> keys, List<Double> exact) {
  FrontCandidate {
    keys = List.copyOf(keys);
    exact = List.copyOf(exact);
  }

  boolean isNoWorseElsewhere(FrontCandidate other) {
    for (int i = 0; i < exact.size(); i++) {
      if (exact.get(i) > other.exact.get(i)) {
        return false;
      }
    }
    return true;
  }
}
