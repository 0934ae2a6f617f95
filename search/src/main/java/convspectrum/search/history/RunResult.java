package convspectrum.search.history;

import convspectrum.executor.statistics.Samples;
import convspectrum.spec.block.Doc;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of measuring, in a form that travels: with every sample, and with all that a
 * comparison on another day or of another machine needs.
 *
 * @param schema what the file is and its version: {@value #SCHEMA}
 * @param convspectrum version of this program
 * @param command that measured; empty where it is not known
 * @param spec name of the spec
 * @param baseline what speed-ups were relative to: the label of a row, or settings where designs
 *     have baselines of their own
 * @param machine fingerprint
 * @param date when the first run began, ISO 8601
 * @param host the machine; absent in files of earlier versions
 * @param specs that the designs come from; none in files of earlier versions
 * @param runtimes one per runtime and data type
 */
public record RunResult(
    @Doc("What the file is and its version.") String schema,
    @Doc("Version of convspectrum.") String convspectrum,
    @Doc("The command that measured; empty where that is not known.") String command,
    @Doc("Name of the spec.") String spec,
    @Doc(
            "What speed-ups were relative to: a design, a reference, or settings where designs have baselines of their own.")
        String baseline,
    @Doc("Fingerprint of the machine.") String machine,
    @Doc("When the first run began, ISO 8601.") String date,
    @Doc("The machine; null where an earlier version measured.") @Nullable RunHost host,
    @Doc("The specs and files that designs come from; empty where an earlier version measured.")
        List<SpecText> specs,
    @Doc("The times of each runtime.") List<OnRuntime> runtimes) {
  /** What is written. What earlier versions wrote is read too, see {@link EarlierResults}. */
  public static final String SCHEMA = "convspectrum/result/1";

  /** More samples of one design than this are no measurement. */
  private static final int MOST_SAMPLES = 100_000;

  /** Longer labels are no labels. */
  private static final int LONGEST = 10_000;

  /** Milliseconds: no pass takes less than a picosecond, or longer than eleven days. */
  private static final double SHORTEST_TIME = 1e-9;

  private static final double LONGEST_TIME = 1e9;

  /** More inputs, or axes of one, than any network has. */
  private static final int MOST_AXES = 1000;

  public RunResult {
    Objects.requireNonNull(schema, "schema");
    requireShort(Objects.requireNonNull(convspectrum, "convspectrum"), LONGEST);
    requireShort(Objects.requireNonNull(command, "command"), LONGEST);
    requireShort(Objects.requireNonNull(spec, "spec"), LONGEST);
    requireShort(Objects.requireNonNull(baseline, "baseline"), LONGEST);
    requireShort(Objects.requireNonNull(machine, "machine"), LONGEST);
    requireShort(Objects.requireNonNull(date, "date"), LONGEST);
    specs = List.copyOf(specs);
    runtimes = List.copyOf(runtimes);
    Set<List<Object>> kinds = new HashSet<>();
    for (OnRuntime one : runtimes) {
      if (!kinds.add(List.of(one.runtime(), one.dtype(), one.threads()))) {
        throw new IllegalArgumentException("two runtimes are named " + one.runtime());
      }
    }
  }

  /** Refuses a text that is longer than anything that this program writes there. */
  static void requireShort(String text, int longest) {
    if (text.length() > longest) {
      throw new IllegalArgumentException(
          "a text of %d characters; expected at most %d".formatted(text.length(), longest));
    }
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
      requireShort(Objects.requireNonNull(runtime, "runtime"), LONGEST);
      requireShort(Objects.requireNonNull(version, "version"), LONGEST);
      requireShort(Objects.requireNonNull(dtype, "dtype"), LONGEST);
      requireShort(Objects.requireNonNull(protocol, "protocol"), LONGEST);
      requireShort(Objects.requireNonNull(noise, "noise"), LONGEST);
      designs = List.copyOf(designs);
      if (threads < 1) {
        throw new IllegalArgumentException(threads + " threads; expected at least 1");
      }
      Set<String> labels = new HashSet<>();
      for (Timed design : designs) {
        if (!labels.add(design.design())) {
          throw new IllegalArgumentException("two designs are named " + design.design());
        }
      }
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
   * @param spec hash of the {@linkplain SpecText spec} that it comes from; empty where it is not
   *     known
   * @param parameters the choices for all parameters of the spec; none of a reference, of a network
   *     without any, and where they are not known
   * @param inputs shapes of the inputs, batch first; none where they are not known
   * @param graph fingerprint of its canonical graph
   * @param macs multiply-accumulates
   * @param samples milliseconds per pass, one per round, in order; at least one
   * @param placements how many samples each placement has, in order; if this is unknown, as in
   *     files of earlier versions, each sample counts as one
   * @param disturbed places of the samples that the kernel took the CPU away from
   * @param baseline label of the design that its speed-up is relative to; if it is absent, that of
   *     the run
   */
  public record Timed(
      @Doc("The design or reference.") String design,
      @Doc("Hash of the spec that it comes from; empty where an earlier version measured.")
          String spec,
      @Doc("What is chosen for each parameter of the spec; empty of references.")
          Map<String, String> parameters,
      @Doc("Shapes of the inputs, batch first; empty where an earlier version measured.")
          List<List<Integer>> inputs,
      @Doc("Fingerprint of its canonical graph; only times of equal ones are compared.")
          String graph,
      @Doc("Multiply-accumulates.") long macs,
      @Doc("Milliseconds per pass, one per round, in order.") List<Double> samples,
      @Doc(
              "How many samples each placement has, in order; null where that is not known, and each sample counts as one.")
          @Nullable List<Integer> placements,
      @Doc("Which samples the kernel took the CPU away from, counted from 0.")
          List<Integer> disturbed,
      @Doc(
              "The design that its speed-up is relative to; null where that is the baseline of the run.")
          @Nullable String baseline) {
    public Timed {
      requireShort(Objects.requireNonNull(design, "design"), LONGEST);
      requireShort(Objects.requireNonNull(spec, "spec"), LONGEST);
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
      parameters.forEach((name, value) -> {
        requireShort(name, LONGEST);
        requireShort(Objects.requireNonNull(value, name), LONGEST);
      });
      inputs = inputs.stream().map(List::copyOf).toList();
      if (inputs.stream().mapToLong(axes -> 1 + axes.size()).sum() > MOST_AXES
          || inputs.stream().flatMap(List::stream).anyMatch(axis -> axis < 0)) {
        throw new IllegalArgumentException(
            "%s has inputs that no network has; expected at most %d axes, none below 0"
                .formatted(design, MOST_AXES));
      }
      requireShort(Objects.requireNonNull(graph, "graph"), LONGEST);
      if (macs < 0) {
        throw new IllegalArgumentException(
            "%s has %d MACs; expected 0 or more".formatted(design, macs));
      }
      samples = List.copyOf(samples);
      if (samples.isEmpty()) {
        throw new IllegalArgumentException(design + " has no samples; expected at least one");
      }
      if (samples.size() > MOST_SAMPLES) {
        throw new IllegalArgumentException(
            "%s has %d samples; expected at most %d"
                .formatted(design, samples.size(), MOST_SAMPLES));
      }
      if (samples.stream()
          .anyMatch(sample -> !(sample >= SHORTEST_TIME && sample <= LONGEST_TIME))) {
        throw new IllegalArgumentException(
            "%s has a sample that is no time; expected milliseconds from %.0e to %.0e"
                .formatted(design, SHORTEST_TIME, LONGEST_TIME));
      }
      placements = placements == null ? null : new Samples(samples, placements).groups();
      disturbed = List.copyOf(disturbed);
      if (disturbed.size() > samples.size()) {
        throw new IllegalArgumentException(
            "%s has %d disturbed samples of %d"
                .formatted(design, disturbed.size(), samples.size()));
      }
    }

    /** The times of a design of which no more is known, relative to the baseline of its run. */
    public Timed(
        String design,
        String graph,
        long macs,
        List<Double> samples,
        @Nullable List<Integer> placements) {
      this(design, "", Map.of(), List.of(), graph, macs, samples, placements, List.of(), null);
    }

    /** The times, grouped by placement. */
    public Samples times() {
      return placements == null ? Samples.independent(samples) : new Samples(samples, placements);
    }
  }

  /** The times of a runtime, if the run has it. */
  public Optional<OnRuntime> runtime(String name) {
    return runtimes.stream().filter(one -> one.runtime().equals(name)).findFirst();
  }
}
