package convspectrum.cli.search;

import convspectrum.reports.search.DesignsFile;
import convspectrum.search.run.SearchListener;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The files that follow a search while it runs.
 *
 * @param rows has the evaluated designs, if the result does not keep them
 * @param page the page, if one is wanted
 * @param evaluated number of designs until then
 */
record SearchFollowers(
    Optional<DesignsFile> rows, Optional<FollowingPage> page, LongSupplier evaluated)
    implements SearchListener {
  @Override
  public void found(List<FoundDesign> designs) {
    rows.ifPresent(one -> one.add(designs));
  }

  @Override
  public void stands(Supplier<SearchResult> result) {
    page.ifPresent(one -> one.stands(evaluated.getAsLong(), result));
  }
}
