package convspectrum.cli.search;

import convspectrum.cli.terminal.LivePage;
import convspectrum.cli.usage.Version;
import convspectrum.reports.search.SearchReport;
import convspectrum.search.run.SearchPlan;
import convspectrum.search.run.SearchResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The page of a search that runs, with its result until then. */
final class FollowingPage implements AutoCloseable {
  private final SearchPlan plan;
  private final LivePage page;
  private @Nullable Supplier<SearchResult> until;

  /** In this folder, whose earlier report has been kept. */
  FollowingPage(Path folder, SearchPlan plan) {
    this.plan = plan;
    this.page = new LivePage(folder.resolve("search.html"), this::text);
  }

  private String text(String how) {
    SearchResult result = Objects.requireNonNull(until).get();
    return new SearchReport(result, Version.current(), List.of()).going(how);
  }

  /**
   * Writes the page if it is time to.
   *
   * @param evaluated number of designs
   */
  void stands(long evaluated, Supplier<SearchResult> result) {
    until = result;
    page.report("evaluating", evaluated, plan.most(), "");
  }

  /** Says that the report has taken the place of the page. */
  void finish() {
    page.finish();
  }

  @Override
  public void close() {
    page.close();
  }
}
