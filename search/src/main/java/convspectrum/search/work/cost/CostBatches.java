package convspectrum.search.work.cost;

import convspectrum.costmodel.CostOptions;
import convspectrum.search.design.Sweep;
import convspectrum.search.work.cost.SweptCosts.Row;
import convspectrum.spec.parameter.Design;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers costs that come one by one, and hands on some thousand at a time. */
final class CostBatches {
  /** A page of a file of columns, and a MB or two of objects. */
  private static final int ROWS = 8_192;

  private final Sweep sweep;
  private final CostOptions options;
  private final Consumer<SweptCosts> receiver;

  private final List<Row> rows = new ArrayList<>();
  private long taken;
  private long misfits;
  private String firstMisfit = "";
  private boolean handedOn;

  CostBatches(Sweep sweep, CostOptions options, Consumer<SweptCosts> receiver) {
    this.sweep = sweep;
    this.options = options;
    this.receiver = receiver;
  }

  /** Takes the next design and its cost. */
  void add(Design design, DesignCost cost) {
    taken++;
    switch (cost) {
      case DesignCost.Counted counted -> rows.add(new Row(design, counted));
      case DesignCost.Misfit(String reason) -> {
        firstMisfit = misfits == 0 ? design + ": " + reason : firstMisfit;
        misfits++;
      }
    }
    if (rows.size() == ROWS) {
      handOn();
    }
  }

  /** How many were taken. */
  long taken() {
    return taken;
  }

  /** Hands on what is left, and how many designs did not fit. */
  void end() {
    if (!rows.isEmpty() || !handedOn || misfits > 0) {
      handOn();
    }
  }

  private void handOn() {
    receiver.accept(new SweptCosts(sweep, options, rows, misfits, firstMisfit));
    handedOn = true;
    rows.clear();
  }
}
