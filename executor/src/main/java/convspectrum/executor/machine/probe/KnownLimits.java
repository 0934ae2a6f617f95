package convspectrum.executor.machine.probe;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.LimitsFile;
import convspectrum.executor.machine.limits.LimitsKeeper;
import convspectrum.executor.machine.limits.LimitsKey;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.Reached;
import convspectrum.executor.machine.limits.Trust;
import convspectrum.executor.process.JavaProcess;
import convspectrum.executor.process.LastWords;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The limits of this machine, measured once and kept. They are measured in a separate process,
 * because the peak is reached only through the Vector API, whose module must be added when Java
 * starts, and with options under which loops are compiled at once and memory has large pages.
 */
public final class KnownLimits {
  private static final long PATIENCE_SECONDS = 120;
  private static final String MODULE = "jdk.incubator.vector";

  /**
   * Limits that this process measured and did not keep. Measuring them again in the same process
   * would take as long and most likely find the same.
   */
  private static final Map<LimitsKey, MachineLimits> DOUBTFUL = new ConcurrentHashMap<>();

  private KnownLimits() {}

  /** Returns the kept limits of a machine as this process may use it, if there are any. */
  public static Optional<MachineLimits> kept(Machine machine) {
    LimitsKey key = LimitsKey.of(machine);
    return keeper(machine).kept(key).or(() -> Optional.ofNullable(DOUBTFUL.get(key)));
  }

  /**
   * Measures this machine and keeps the result if it can be believed; {@link MachineLimits#trust}
   * says whether. This takes some seconds during which nothing else should run.
   *
   * @param told receives the reason for measuring again if the first attempts cannot be believed
   */
  public static MachineLimits measure(Machine machine, Consumer<String> told) {
    return remembered(machine, keeper(machine).measure(told));
  }

  /**
   * Compares limits with what programs really did. A program above the peak proves the limits
   * wrong; they are then deleted and measured again.
   *
   * @param told receives the reason for measuring again, as a sentence
   * @return the limits to use from now on
   */
  public static MachineLimits heldAgainst(
      Machine machine, MachineLimits limits, List<Reached> programs, Consumer<String> told) {
    return remembered(machine, keeper(machine).heldAgainst(limits, programs, told));
  }

  private static LimitsKeeper keeper(Machine machine) {
    return new LimitsKeeper(LimitsFile.ofUser(), () -> probe(machine));
  }

  private static MachineLimits remembered(Machine machine, MachineLimits limits) {
    LimitsKey key = LimitsKey.of(machine);
    if (limits.trust().level() == Trust.Level.GOOD) {
      DOUBTFUL.remove(key);
    } else {
      DOUBTFUL.put(key, limits);
    }
    return limits;
  }

  /** Probes in another process; if that fails, in this one, which finds less and says so. */
  private static MachineLimits probe(Machine machine) {
    StringBuilder failure = new StringBuilder();
    return apart(failure)
        .orElseGet(() -> {
          MachineLimits limits = MachineProbe.measure(machine);
          List<String> reasons = new ArrayList<>(limits.trust().reasons());
          reasons.add("the process that measures failed: " + failure);
          return limits.with(Trust.of(reasons, List.of()));
        });
  }

  /**
   * Options that compile loops after a few calls, synchronously, and separately from their callers:
   * inlined into a caller, the compiler may spill their registers.
   */
  private static List<String> options() {
    List<String> options = new ArrayList<>();
    if (ModuleFinder.ofSystem().find(MODULE).isPresent()) {
      options.add("--add-modules=" + MODULE);
    }
    options.add("-XX:+IgnoreUnrecognizedVMOptions");
    options.add("-XX:+UseTransparentHugePages");
    options.add("-XX:CompileCommand=quiet");
    for (Class<?> kernels : List.of(VectorPeakKernels.class, PlainPeakKernels.class)) {
      String methods = kernels.getName() + "::*";
      options.add("-XX:CompileCommand=CompileThresholdScaling," + methods + ",0.05");
      options.add("-XX:CompileCommand=BackgroundCompilation," + methods + ",false");
    }
    options.add("-XX:CompileCommand=dontinline," + VectorPeakKernels.class.getName() + "::*");
    return options;
  }

  private static Optional<MachineLimits> apart(StringBuilder failure) {
    try {
      Process process = JavaProcess.start(options(), KnownLimits.class.getName(), List.of());
      LastWords words = new LastWords(process);
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          failure.append("no answer in ").append(PATIENCE_SECONDS).append(" s");
          return Optional.empty();
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Optional.of(JsonMapper.shared().readValue(text, MachineLimits.class));
      } catch (JacksonException e) {
        failure.append(words.afterEnd().orElse("it said nothing"));
        return Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      failure.append(e.getMessage());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.append("interrupted");
      return Optional.empty();
    }
  }

  /** Entry point of the other process: measures and prints the result as JSON. */
  public static void main(String[] arguments) {
    System.out.print(JsonMapper.shared().writeValueAsString(MachineProbe.measure(Machine.read())));
  }
}
