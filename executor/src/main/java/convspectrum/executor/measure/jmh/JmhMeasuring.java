package convspectrum.executor.measure.jmh;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.measure.Baselines;
import convspectrum.executor.measure.Progress;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.protocol.JmhProtocol;
import convspectrum.executor.measure.result.MeasurementRun;
import java.util.List;

/**
 * Measures designs by the protocol {@code jmh}, on one runtime or on several. Forks run one after
 * another: in each turn every design has one fork on every runtime, in the order of a round of
 * {@link convspectrum.executor.measure.QuickMeasuring}, so that drift affects all designs equally.
 * The intervals thus cover differences between processes, such as the positions of code and data in
 * memory and the decisions of the compiler: a fork is one sample, and forks of the same turn are
 * pairs.
 *
 * <p>Kalibera and Jones (Rigorous Benchmarking in Reasonable Time, ISMM 2013) show that a
 * measurement must be repeated at the level at which results vary, and that intervals must use one
 * figure per repetition at that level. They use means and a t interval. Here both levels use
 * medians, as in {@code quick}, with an interval that needs no normal distribution, because timings
 * are skewed and one of few forks may be slow.
 */
public final class JmhMeasuring {
  private final JmhProtocol protocol;
  private final Instruments instruments;

  /** Creates a measurement with this protocol and these instruments. */
  public JmhMeasuring(JmhProtocol protocol, Instruments instruments) {
    this.protocol = protocol;
    this.instruments = instruments;
  }

  /**
   * Measures all designs. An interrupt of the thread ends it soon, with the complete turns.
   *
   * @param lineups one per runtime
   * @param baselines what speed-ups are relative to; on a runtime without a baseline there are none
   * @param progress receives the progress
   * @return a run per lineup, in order; forks of the same number are pairs
   */
  public List<MeasurementRun> measure(
      List<ForkedLineup> lineups, Baselines baselines, Progress progress) {
    Turns turns = new Turns(protocol, instruments, lineups, baselines, progress);
    Activity before = instruments.meter().now();
    turns.run();
    Activity activity = instruments.meter().now().since(before).plus(turns.used());
    return lineups.stream().map(lineup -> turns.assemble(lineup, activity)).toList();
  }
}
