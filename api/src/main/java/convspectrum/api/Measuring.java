package convspectrum.api;

import convspectrum.costmodel.DataType;
import convspectrum.executor.Runtimes;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.Designs;
import convspectrum.search.history.SpecText;
import convspectrum.search.study.Latencies;
import convspectrum.search.study.LatencyStudy;
import convspectrum.search.study.StudyOptions;
import convspectrum.search.study.StudyProgress;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How to measure, and the measuring: designs in interleaved rounds after their outputs were checked
 * against the runtime {@code reference}, by the protocol {@code quick} of the command line.
 *
 * <p>All runtimes run in this Java virtual machine, one thread of which is kept on one CPU
 * meanwhile. What else runs on the machine, such as a second measuring, makes the times noisy;
 * {@link Measurements#notes()} says how noisy they were. A runtime that wants options which this
 * virtual machine was not started with ({@link #javaOptions}) is noted there too: its times are not
 * those of the command line.
 */
public final class Measuring {
  private static final List<DataType> TYPES = List.of(DataType.FLOAT32, DataType.INT8);

  private final List<InferenceRuntime> runtimes;
  private final List<DataType> types;
  private final QuickProtocol protocol;
  private final boolean usualBudget;
  private final int threads;
  private final long seed;

  private Measuring(
      List<InferenceRuntime> runtimes,
      List<DataType> types,
      QuickProtocol protocol,
      boolean usualBudget,
      int threads,
      long seed) {
    this.runtimes = List.copyOf(runtimes);
    this.types = List.copyOf(types);
    this.protocol = protocol;
    this.usualBudget = usualBudget;
    this.threads = threads;
    this.seed = seed;
  }

  /**
   * {@return measuring on these runtimes in single precision, one thread a pass, seed 1, until
   * every speed-up is known within ±1 % or 40 s (2 s a design, if that is more) of each runtime are
   * over}
   *
   * @param runtimes one or more of {@link #runtimes()}; the others are compared with the first
   * @throws ConvspectrumException where one is unknown or there is none
   */
  public static Measuring on(String... runtimes) {
    if (Objects.requireNonNull(runtimes, "runtimes").length == 0) {
      throw ConvspectrumException.input(
          "found no runtime; expected one or more of " + String.join(", ", runtimes()));
    }
    List<InferenceRuntime> named =
        Arrays.stream(runtimes)
            .distinct()
            .map(name -> Guard.given(() -> Runtimes.named(name)))
            .toList();
    return new Measuring(named, List.of(DataType.FLOAT32), QuickProtocol.DEFAULT, true, 1, 1);
  }

  /** {@return the names of all runtimes, sorted} */
  public static List<String> runtimes() {
    return Runtimes.names();
  }

  /**
   * {@return the options of a Java virtual machine with which a runtime performs best, and with
   * which the command line measures it}
   *
   * @param runtime one of {@link #runtimes()}
   * @throws ConvspectrumException where there is no such runtime
   */
  public static List<String> javaOptions(String runtime) {
    return Guard.given(() -> Runtimes.named(runtime)).jvmOptions();
  }

  /**
   * {@return the same with a time for each runtime, above 0}
   *
   * @param budget the time, above 0
   */
  public Measuring withBudget(Duration budget) {
    Objects.requireNonNull(budget, "budget");
    QuickProtocol limited = Guard.given(() -> protocol.withBudget(budget));
    return new Measuring(runtimes, types, limited, false, threads, seed);
  }

  /**
   * {@return the same, ending early once every speed-up is known within ± this share, such as 0.02}
   *
   * @param share half the width of an interval divided by the speed-up, above 0
   */
  public Measuring withPrecision(double share) {
    QuickProtocol precise = Guard.given(() -> protocol.withPrecision(share));
    return new Measuring(runtimes, types, precise, usualBudget, threads, seed);
  }

  /**
   * {@return the same with this many threads in a pass, from 1 to 1024}
   *
   * @param newThreads from 1 to 1024
   */
  public Measuring withThreads(int newThreads) {
    int given = Guard.threads(newThreads);
    return new Measuring(runtimes, types, protocol, usualBudget, given, seed);
  }

  /**
   * {@return the same with another seed of weights, inputs and intervals}
   *
   * @param newSeed any number
   */
  public Measuring withSeed(long newSeed) {
    QuickProtocol seeded = protocol.withSeed(newSeed);
    return new Measuring(runtimes, types, seeded, usualBudget, threads, newSeed);
  }

  /**
   * {@return the names of the types that networks can be run in: {@code float32} and {@code int8}}
   */
  public static List<String> dataTypes() {
    return TYPES.stream().map(DataType::word).toList();
  }

  /**
   * {@return the same with weights and values of these types: each runtime runs once in each of
   * them, and a row names both, such as {@code onnxruntime-int8}} Networks of 8-bit integers are
   * checked against exact integer arithmetic, and {@link Measurement#sqnrDb()} says what they lose.
   *
   * @param names one or more of {@link #dataTypes()}
   * @throws ConvspectrumException where one is unknown or there is none
   */
  public Measuring withDataTypes(String... names) {
    List<DataType> chosen =
        Arrays.stream(Objects.requireNonNull(names, "names"))
            .distinct()
            .map(Measuring::type)
            .toList();
    if (chosen.isEmpty()) {
      throw ConvspectrumException.input(
          "found no data type; expected one or more of " + String.join(", ", dataTypes()));
    }
    return new Measuring(runtimes, chosen, protocol, usualBudget, threads, seed);
  }

  private static DataType type(String name) {
    return TYPES.stream()
        .filter(type -> type.word().equals(name))
        .findFirst()
        .orElseThrow(() ->
            ConvspectrumException.input(
                "unknown data type '%s'; expected one or more of %s"
                    .formatted(name, String.join(", ", dataTypes()))));
  }

  /** Each runtime in each type. */
  private List<InferenceRuntime> timed() {
    return runtimes.stream()
        .flatMap(runtime -> types.stream().map(type -> Runtimes.of(runtime, type)))
        .toList();
  }

  /**
   * Measures designs; it takes about the budget times the number of runtimes. Interrupting the
   * thread ends it with the rounds that were complete by then ({@link
   * Measurements#isInterrupted()}); the thread stays interrupted.
   *
   * @param designs one or more; speed-ups are relative to the first
   * @return a row for each runtime, data type and design
   * @throws ConvspectrumException where nothing can be measured. A single design that a runtime
   *     cannot run is no failure: its {@link Measurement#note()} says why. A file that a design was
   *     read from must still be there
   */
  public Measurements measure(List<Design> designs) {
    Designs all = Design.all(designs);
    QuickProtocol timed =
        usualBudget
            ? protocol.withBudget(QuickProtocol.of(all.distinct().size()).budget())
            : protocol;
    StudyOptions options = new StudyOptions(timed(), new RunOptions(threads), timed, seed);
    return Guard.run(() -> {
      Machine machine = Machine.read();
      Latencies latencies =
          new LatencyStudy(options, Instruments.system(), Clock.systemUTC(), Optional.empty())
              .run(all, machine, StudyProgress.NONE);
      boolean interrupted =
          Thread.currentThread().isInterrupted()
              || latencies.runs().stream().anyMatch(MeasurementRun::partial);
      List<SpecText> specs =
          latencies.nothingTimed() ? List.of() : designs.stream().map(Design::source).toList();
      Measurements measured =
          new Measurements(all, latencies, machine, specs, missingOptions(), interrupted);
      if (interrupted) {
        Thread.currentThread().interrupt(); // which a session of rounds takes back
      }
      return measured;
    });
  }

  /** A sentence for each runtime that is measured without options that it wants. */
  private List<String> missingOptions() {
    List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
    List<String> sentences = new ArrayList<>();
    for (InferenceRuntime runtime : timed()) {
      List<String> missing =
          runtime.jvmOptions().stream().filter(option -> !given.contains(option)).toList();
      if (!missing.isEmpty()) {
        sentences.add(
            "%s was measured without options of Java that it performs best with: %s."
                .formatted(runtime.name(), String.join(" ", missing)));
      }
      if (!runtime.environment().isEmpty()) {
        sentences.add(
            "%s was measured in this process; the command line gives it one of its own, with %s."
                .formatted(runtime.name(), String.join(", ", runtime.environment().keySet())));
      }
    }
    return sentences;
  }
}
