package convspectrum.executor.measure.host;

import convspectrum.executor.machine.Affinity;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.Signature;
import convspectrum.spec.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A host in this process. The calling thread runs the passes. */
public final class LocalHost implements Host {
  private final Workload workload;
  private final Instruments instruments;
  private final LongSupplier switches;
  private final boolean alwaysRewarms;
  private final SplittableRandom places;
  private Affinity.@Nullable Pin pin;

  /**
   * Creates a host for {@code workload}.
   *
   * @param threads threads inside a pass; with one, only the context switches of that thread count
   * @param alwaysRewarms whether something else runs between two samples, so that each sample has
   *     to start with an untimed pass
   * @param seed seed of the random positions of programs in memory
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
    // NaN marks outputs that the program never writes; zeros could pass the check.
    outputs.forEach(tensor -> Arrays.fill(tensor.data(), Float.NaN));
    try (Program program = job.program().get()) {
      program.run(job.inputs().get(), outputs);
    }
    return outputs;
  }

  @Override
  public List<RuntimeStep> steps(String design) {
    return workload.timed(design).steps().get();
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
