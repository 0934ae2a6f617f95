package convspectrum.executor.measure.host;

import convspectrum.executor.machine.Affinity;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.Signature;
import convspectrum.spec.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** This process. Passes are run by the thread that calls. */
public final class LocalHost implements Host {
  private final Workload workload;
  private final Instruments instruments;
  private final LongSupplier switches;
  private final boolean alwaysRewarms;
  private final SplittableRandom places;
  private Affinity.@Nullable Pin pin;

  /**
   * Runs {@code workload}.
   *
   * @param threads inside a pass: of one, only the context switches of its own thread are counted
   * @param alwaysRewarms whether another process runs between two samples, so that each has to
   *     begin with an untimed pass
   * @param seed of where programs come to lie
   */
  public LocalHost(
      Workload workload, Instruments instruments, int threads, boolean alwaysRewarms, long seed) {
    this.workload = workload;
    this.instruments = instruments;
    this.switches =
        threads == 1
            ? instruments.meter()::involuntarySwitchesOfThread
            : instruments.meter()::involuntarySwitchesOfProcess;
    this.alwaysRewarms = alwaysRewarms;
    this.places = new SplittableRandom(seed);
  }

  @Override
  public String version() {
    return workload.version();
  }

  @Override
  public List<Tensor> outputs(String design) {
    Job job = workload.checked(design);
    List<Tensor> outputs = Signature.of(job.graph()).newOutputs();
    // An output that is never written must not pass as zeros.
    outputs.forEach(tensor -> Arrays.fill(tensor.data(), Float.NaN));
    try (Program program = job.program().get()) {
      program.run(job.inputs().get(), outputs);
    }
    return outputs;
  }

  @Override
  public LocalProgram compile(String design) {
    Job job = workload.timed(design);
    Displacement displacement = Displacement.random(places);
    try {
      return new LocalProgram(
          displacement,
          job.program().get(),
          job.inputs().get(),
          Signature.of(job.graph()).newOutputs(),
          instruments.nanoTime(),
          switches,
          alwaysRewarms);
    } catch (Throwable e) {
      displacement.close();
      throw e;
    }
  }

  @Override
  public Optional<String> pin() {
    unpin();
    Affinity.Pin made = Affinity.pinToLast();
    pin = made;
    return Optional.of("The measuring thread was " + made.note() + ".");
  }

  @Override
  public void unpin() {
    if (pin != null) {
      pin.close();
      pin = null;
    }
  }

  @Override
  public void collectGarbage() {
    System.gc();
  }

  @Override
  public HostActivity activity() {
    return HostActivity.NONE;
  }

  @Override
  public boolean alwaysRewarms() {
    return alwaysRewarms;
  }

  @Override
  public void close() {
    unpin();
  }
}
