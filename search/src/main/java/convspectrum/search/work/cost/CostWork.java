package convspectrum.search.work.cost;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.DataType;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.convention.Convention;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.Work;
import convspectrum.search.work.Worker;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.parameter.Design;

/**
 * Counts what designs cost.
 *
 * @param space whose designs they are
 * @param convention name of the convention
 * @param fold whether batch norms are folded
 * @param dataType of the bytes
 */
public record CostWork(SpacePart space, String convention, boolean fold, DataType dataType)
    implements Work<DesignCost> {
  private static final long serialVersionUID = 1L;

  /** Some tenths of a second of designs as large as those of NAS-Bench-201. */
  private static final int GRAIN = 256;

  /** Counts with these options. */
  public static CostWork of(SpacePart space, CostOptions options) {
    return new CostWork(space, options.convention().name(), options.fold(), options.dataType());
  }

  @Override
  public Worker<DesignCost> open(FoundFiles found) {
    Sweep sweep = space.open();
    CostOptions options = new CostOptions(Convention.named(convention), fold, dataType);
    return number -> cost(sweep, sweep.design(number), options);
  }

  private static DesignCost cost(Sweep sweep, Design design, CostOptions options) {
    try {
      NetworkCost cost =
          NetworkCost.of(Network.design(sweep.spec(), design, sweep.input()).graph(), options);
      Cost total = cost.total();
      Cost live = cost.live();
      return new DesignCost.Counted(
          total.params(),
          total.macs(),
          live.params(),
          live.macs(),
          total.flops(),
          total.bytes(),
          cost.peakActivationBytes());
    } catch (SpecException | ShapeException e) {
      return new DesignCost.Misfit(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String name() {
    return "counting";
  }

  @Override
  public boolean computesOnVectors() {
    return false;
  }

  @Override
  public int grain() {
    return GRAIN;
  }
}
