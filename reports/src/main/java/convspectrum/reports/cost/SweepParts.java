package convspectrum.reports.cost;

import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.work.cost.SweptCosts;
import java.util.function.Consumer;

/** Hands on the rows of {@link SweepTable} as they are counted, and says at the end how. */
public final class SweepParts {
  private final Consumer<ResultTable> receiver;
  private long designs;
  private Notes notes = Notes.none();

  /** Hands on tables to this receiver. */
  public SweepParts(Consumer<ResultTable> receiver) {
    this.receiver = receiver;
  }

  /** Takes some designs. */
  public void add(SweptCosts part) {
    designs += part.rows().size();
    notes = SweepTable.notes(part, designs);
    receiver.accept(SweepTable.of(part));
  }

  /** The notes on all designs until now. */
  public Notes notes() {
    return notes;
  }
}
