package convspectrum.reports.proxy;

import convspectrum.reports.proxy.ProxyTables.ModelScore;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers scores, and hands on the rows of some thousand as a table. */
public final class ScoreParts {
  private static final int ROWS = 8_192;

  private final Consumer<ResultTable> receiver;
  private final boolean repeated;
  private final List<ModelScore> rows = new ArrayList<>();
  private boolean handedOn;

  /**
   * Hands on tables to a receiver.
   *
   * @param repeated whether there is a column for the spread over seeds
   */
  public ScoreParts(Consumer<ResultTable> receiver, boolean repeated) {
    this.receiver = receiver;
    this.repeated = repeated;
  }

  /** Takes the scores of a model. */
  public void add(List<ModelScore> scores) {
    rows.addAll(scores);
    if (rows.size() >= ROWS) {
      handOn();
    }
  }

  /** Hands on what is left, in any case once. */
  public void end() {
    if (!rows.isEmpty() || !handedOn) {
      handOn();
    }
  }

  private void handOn() {
    receiver.accept(ProxyTables.scores(rows, repeated, Notes.none()));
    handedOn = true;
    rows.clear();
  }
}
