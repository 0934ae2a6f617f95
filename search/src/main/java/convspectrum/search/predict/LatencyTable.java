package convspectrum.search.predict;

import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.statistics.Robust;
import convspectrum.search.design.Sweep;
import convspectrum.spec.Spec;
import convspectrum.spec.block.Doc;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was measured of the designs of a space on one runtime, for predictions.
 *
 * @param schema what the file is and its version: {@value #SCHEMA}
 * @param convspectrum version of this program
 * @param space name of the spec
 * @param spec its text
 * @param input shape of the input, batch first, where it is another than the spec's; else empty
 * @param runtime its name in tables
 * @param runtimeVersion its version
 * @param threads inside a pass
 * @param dtype data type
 * @param machine fingerprint
 * @param cpu the machine in words
 * @param date when measuring began, ISO 8601
 * @param seed of the choice of designs, their weights and inputs
 * @param protocol how designs were timed, in a line
 * @param steps the kinds of steps of the designs; designs refer to them by their place here
 * @param groups the designs that were timed together
 * @param designs those that were timed
 * @param transfer how times become those of this machine, where they were measured on another
 */
public record LatencyTable(
    @Doc("What the file is and its version.") String schema,
    @Doc("Version of convspectrum.") String convspectrum,
    @Doc("Name of the spec.") String space,
    @Doc("Text of the spec.") String spec,
    @Doc("Shape of the input where it is another than the spec's; else empty.") String input,
    @Doc("The runtime.") String runtime,
    @Doc("Its version.") String runtimeVersion,
    @Doc("Threads inside a pass.") int threads,
    @Doc("Data type of weights and values.") String dtype,
    @Doc("Fingerprint of the machine.") String machine,
    @Doc("The machine in words.") String cpu,
    @Doc("When measuring began, ISO 8601.") String date,
    @Doc("Seed of the choice of designs, of weights and inputs.") long seed,
    @Doc("How designs were timed, in a line.") String protocol,
    @Doc("The steps that the runtime makes of these designs.") List<StepType> steps,
    @Doc("The groups that were timed one after the other.") List<Group> groups,
    @Doc("The designs that were timed.") List<TimedDesign> designs,
    @Doc("How times become those of this machine; null where they were measured on it.")
        Optional<Transfer> transfer) {
  /** What is written and read. */
  public static final String SCHEMA = "convspectrum/latency-table/1";

  public LatencyTable {
    Objects.requireNonNull(convspectrum, "convspectrum");
    Objects.requireNonNull(space, "space");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(runtime, "runtime");
    Objects.requireNonNull(runtimeVersion, "runtimeVersion");
    Objects.requireNonNull(dtype, "dtype");
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(cpu, "cpu");
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(protocol, "protocol");
    steps = List.copyOf(steps);
    groups = List.copyOf(groups);
    designs = List.copyOf(designs);
    Objects.requireNonNull(transfer, "transfer");
    if (!schema.equals(SCHEMA)) {
      throw new IllegalArgumentException("schema " + schema + "; expected " + SCHEMA);
    }
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; expected 1 or more");
    }
    for (TimedDesign design : designs) {
      require("step", design.steps(), steps.size());
      require("group", List.of(design.group()), groups.size());
    }
  }

  private static void require(String what, List<Integer> places, int size) {
    for (int place : places) {
      if (place < 0 || place >= size) {
        throw new IllegalArgumentException(
            "%s %d of %d; expected 0 to %d".formatted(what, place, size, size - 1));
      }
    }
  }

  /**
   * Designs that were timed in the same rounds, beside the baseline.
   *
   * @param date when it began, ISO 8601
   * @param noise a sentence on how disturbed the machine was
   * @param baselineMs median time of the baseline in it, in milliseconds
   */
  public record Group(
      @Doc("When it began, ISO 8601.") String date,
      @Doc("How noisy the machine was, in a sentence.") String noise,
      @Doc("Median time of the baseline in this group, in milliseconds.") double baselineMs) {
    public Group {
      Objects.requireNonNull(date, "date");
      Objects.requireNonNull(noise, "noise");
      requireTime(baselineMs);
    }
  }

  /**
   * A design with its time.
   *
   * @param choices what was chosen for each parameter, in the order of the spec
   * @param group the place of its group
   * @param milliseconds time of a pass: {@code overBaseline} times the baseline's time over all
   *     groups, so that drift of the machine cancels
   * @param overBaseline median ratio of its time to the baseline's in the same rounds
   * @param samples milliseconds per pass, one for each round, as they were measured
   * @param steps its steps in order of execution, as places in the table
   * @param stepNanos the time of each of these steps in a profile of the whole design, in
   *     nanoseconds; empty where the profile has other steps
   */
  public record TimedDesign(
      @Doc("What was chosen for each parameter.") Map<String, String> choices,
      @Doc("The place of its group.") int group,
      @Doc("Time of a pass in milliseconds, without the drift between groups.") double milliseconds,
      @Doc("Median ratio of its time to the baseline's in the same rounds.") double overBaseline,
      @Doc("Milliseconds per pass, one for each round.") List<Double> samples,
      @Doc("Its steps in order, as places among the steps of the table.") List<Integer> steps,
      @Doc("Nanoseconds of each of its steps in a profile; empty where there is none.")
          List<Double> stepNanos) {
    public TimedDesign {
      choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
      samples = List.copyOf(samples);
      steps = List.copyOf(steps);
      stepNanos = List.copyOf(stepNanos);
      requireTime(milliseconds);
      requireTime(overBaseline);
      samples.forEach(LatencyTable::requireTime);
      stepNanos.forEach(nanos -> {
        if (!(nanos >= 0) || nanos.isInfinite()) {
          throw new IllegalArgumentException(nanos + " ns of a step; expected 0 or more");
        }
      });
      if (!stepNanos.isEmpty() && stepNanos.size() != steps.size()) {
        throw new IllegalArgumentException(
            stepNanos.size() + " times of " + steps.size() + " steps; expected as many, or none");
      }
    }

    /** The same beside a baseline that takes so long. */
    TimedDesign anchoredAt(double baselineMs) {
      return new TimedDesign(
          choices, group, overBaseline * baselineMs, overBaseline, samples, steps, stepNanos);
    }
  }

  private static void requireTime(double milliseconds) {
    if (!(milliseconds > 0) || Double.isInfinite(milliseconds)) {
      throw new IllegalArgumentException(milliseconds + " ms; expected a finite number above 0");
    }
  }

  /**
   * Says which condition differs from those of a prediction that is wanted; empty if none does.
   *
   * @param here runtime, version, threads, dtype and machine of the prediction
   */
  public Optional<String> difference(Conditions here) {
    return first("runtime", runtime, here.runtime())
        .or(() -> first("version of the runtime", runtimeVersion, here.runtimeVersion()))
        .or(() -> first("threads", Integer.toString(threads), Integer.toString(here.threads())))
        .or(() -> first("data type", dtype, here.dtype()))
        .or(() -> first("machine", machine, here.machine()));
  }

  private static Optional<String> first(String what, String there, String here) {
    return there.equals(here)
        ? Optional.empty()
        : Optional.of("%s: %s in the table, %s here".formatted(what, there, here));
  }

  /**
   * The space that the designs are of.
   *
   * @throws convspectrum.spec.fault.SpecException where its text is no spec
   */
  public Sweep sweep() {
    Spec read = Spec.parse(space, spec);
    Design base = designs.isEmpty() ? read.defaults() : read.design(designs.getFirst().choices());
    Optional<Shape> shape =
        input.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Shape.of(Arrays.stream(input.split("x")).mapToInt(Integer::parseInt).toArray()));
    return new Sweep(read, base, read.space().varied(), shape);
  }

  /** Time of the baseline on the machine that predictions are for, milliseconds. */
  public double baselineMs() {
    return transfer
        .map(Transfer::baselineMs)
        .orElseGet(() -> Robust.median(groups.stream().map(Group::baselineMs).toList()));
  }

  /** The table as it was made, with the conditions of then. */
  public LatencyTable original() {
    return transfer
        .map(from ->
            new LatencyTable(
                schema,
                convspectrum,
                space,
                spec,
                input,
                runtime,
                from.runtimeVersion(),
                from.threads(),
                dtype,
                from.machine(),
                from.cpu(),
                from.date(),
                seed,
                protocol,
                steps,
                groups,
                designs,
                Optional.empty()))
        .orElse(this);
  }

  /** This table, which must be as it was made, for the machine of these conditions. */
  public LatencyTable transferred(Conditions here, String itsCpu, Transfer how) {
    return new LatencyTable(
        schema,
        convspectrum,
        space,
        spec,
        input,
        runtime,
        here.runtimeVersion(),
        here.threads(),
        here.dtype(),
        here.machine(),
        itsCpu,
        here.date().toString(),
        seed,
        protocol,
        steps,
        groups,
        designs,
        Optional.of(how));
  }

  /** Writes the table, completely or not at all. */
  public void write(Path file) {
    TableFile.write(file, this);
  }

  /**
   * Reads a table.
   *
   * @throws LatencyTableException where there is none, or the file holds something else
   */
  public static LatencyTable read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new LatencyTableException(
          "there is no latency table %s; expected a file that predict calibrate wrote"
              .formatted(file));
    }
    return TableFile.read(file, LatencyTable.class, SCHEMA);
  }
}
