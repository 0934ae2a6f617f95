package convspectrum.search.history;

import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.statistics.Samples;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import convspectrum.spec.block.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One measured run, with everything that a later comparison needs.
 *
 * @param schema what the file is and its version: {@value #SCHEMA}
 * @param convspectrum version of this program
 * @param spec name of the spec
 * @param baseline what speed-ups were relative to: the label of a row, or settings where designs
 *     have baselines of their own
 * @param machine fingerprint
 * @param date when the first run began, ISO 8601
 * @param runtimes one per runtime
 */
public record SavedRun(
    @Doc("What the file is and its version.") String schema,
    @Doc("Version of convspectrum.") String convspectrum,
    @Doc("Name of the spec.") String spec,
    @Doc(
            "What speed-ups were relative to: a design, a reference, or settings where designs have baselines of their own.")
        String baseline,
    @Doc("Fingerprint of the machine.") String machine,
    @Doc("When the first run began, ISO 8601.") String date,
    @Doc("The times of each runtime.") List<OnRuntime> runtimes) {
  /** What is written. Files of version 0.1 have {@code "format": 1} instead and are read too. */
  public static final String SCHEMA = "convspectrum/saved-run/2";

  public SavedRun {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(convspectrum, "convspectrum");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(baseline, "baseline");
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(date, "date");
    runtimes = List.copyOf(runtimes);
  }

  /**
   * The times of one runtime.
   *
   * @param runtime its name
   * @param version its version
   * @param threads inside a pass
   * @param dtype data type
   * @param protocol all parameters of the protocol in one line
   * @param partial whether it was interrupted
   * @param noise a sentence on how disturbed the run was
   * @param designs those that were timed, each distinct graph once
   */
  public record OnRuntime(
      @Doc("The runtime.") String runtime,
      @Doc("Its version.") String version,
      @Doc("Threads inside a pass.") int threads,
      @Doc("Data type of weights and values.") String dtype,
      @Doc("The protocol with all its parameters, in a line.") String protocol,
      @Doc("Whether it was interrupted.") boolean partial,
      @Doc("How noisy the machine was, in a sentence.") String noise,
      @Doc("What was timed, each distinct graph once.") List<Timed> designs) {
    public OnRuntime {
      Objects.requireNonNull(runtime, "runtime");
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(dtype, "dtype");
      Objects.requireNonNull(protocol, "protocol");
      Objects.requireNonNull(noise, "noise");
      designs = List.copyOf(designs);
    }

    /** The times of a design, if it was timed. */
    public Optional<Timed> design(String label) {
      return designs.stream().filter(design -> design.design().equals(label)).findFirst();
    }
  }

  /**
   * The times of a design.
   *
   * @param design its label
   * @param graph fingerprint of its canonical graph
   * @param macs multiply-accumulates
   * @param samples milliseconds per pass, one per round, in order; at least one
   * @param placements how many samples each placement has, in order; if this is unknown, as in
   *     files of earlier versions, each sample counts as one
   * @param baseline label of the design that its speed-up is relative to; if it is absent, that of
   *     the run
   */
  public record Timed(
      @Doc("The design or reference.") String design,
      @Doc("Fingerprint of its canonical graph; only times of equal ones are compared.")
          String graph,
      @Doc("Multiply-accumulates.") long macs,
      @Doc("Milliseconds per pass, one per round, in order.") List<Double> samples,
      @Doc(
              "How many samples each placement has, in order; null where that is not known, and each sample counts as one.")
          @Nullable List<Integer> placements,
      @Doc(
              "The design that its speed-up is relative to; null where that is the baseline of the run.")
          @Nullable String baseline) {
    public Timed {
      Objects.requireNonNull(design, "design");
      Objects.requireNonNull(graph, "graph");
      samples = List.copyOf(samples);
      if (samples.isEmpty()) {
        throw new IllegalArgumentException(design + " has no samples; expected at least one");
      }
      if (samples.stream().anyMatch(sample -> !(sample > 0) || sample.isInfinite())) {
        throw new IllegalArgumentException(
            design + " has a sample that is no time; expected finite numbers above 0");
      }
      placements = placements == null ? null : new Samples(samples, placements).groups();
    }

    /** The times of a design that is relative to the baseline of its run. */
    public Timed(
        String design,
        String graph,
        long macs,
        List<Double> samples,
        @Nullable List<Integer> placements) {
      this(design, graph, macs, samples, placements, null);
    }

    /** The times, grouped by placement. */
    public Samples times() {
      return placements == null ? Samples.independent(samples) : new Samples(samples, placements);
    }
  }

  /**
   * Collects what is saved of a run.
   *
   * @param latencies of these designs, of one runtime at least
   * @param version of this program
   */
  public static SavedRun of(Designs compared, Latencies latencies, String version) {
    MeasurementRun first = latencies.runs().getFirst();
    return new SavedRun(
        SCHEMA,
        version,
        compared.name(),
        compared.baseline(),
        first.conditions().machine(),
        first.conditions().date().toString(),
        latencies.runs().stream().map(run -> onRuntime(compared, run)).toList());
  }

  private static OnRuntime onRuntime(Designs compared, MeasurementRun run) {
    List<Timed> designs = new ArrayList<>();
    for (ComparedDesign design : compared.distinct()) {
      Optional<Measurement> measurement = run.measurement(design.label());
      measurement.ifPresent(timed ->
          designs.add(
              new Timed(
                  design.label(),
                  design.fingerprint().hex(),
                  design.cost().total().macs(),
                  timed.samples().values(),
                  timed.samples().groups(),
                  compared.baselineOf(design).evaluatedAs())));
    }
    return new OnRuntime(
        run.conditions().runtime(),
        run.conditions().runtimeVersion(),
        run.conditions().threads(),
        run.conditions().dtype(),
        run.protocol().describe(),
        run.partial(),
        run.noise().sentence(),
        designs);
  }

  /** The times of a runtime, if the run has it. */
  public Optional<OnRuntime> runtime(String name) {
    return runtimes.stream().filter(one -> one.runtime().equals(name)).findFirst();
  }
}
