package convspectrum.executor.machine;

import convspectrum.executor.process.JavaProcess;
import convspectrum.executor.process.LastWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The limits of this machine, measured once and kept. They are measured in a process of its own,
 * since the peak is only reached through the Vector API, whose module has to be asked for when Java
 * starts.
 */
public final class KnownLimits {
  private static final long PATIENCE_SECONDS = 120;

  private KnownLimits() {}

  /** What is kept of a machine, if it was ever measured. */
  public static Optional<MachineLimits> kept(Machine machine) {
    return LimitsFile.ofUser().read(machine.fingerprint());
  }

  /** Measures this machine, some seconds during which nothing else should run, and keeps that. */
  public static MachineLimits measure(Machine machine) {
    MachineLimits limits = apart().orElseGet(() -> MachineProbe.measure(machine));
    LimitsFile.ofUser().write(limits);
    return limits;
  }

  /** By another process; nothing where that fails, as it may on a Java without the module. */
  private static Optional<MachineLimits> apart() {
    try {
      Process process =
          JavaProcess.start(
              List.of("--add-modules", "jdk.incubator.vector"),
              KnownLimits.class.getName(),
              List.of());
      LastWords words = new LastWords(process);
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          return Optional.empty();
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Optional.of(JsonMapper.shared().readValue(text, MachineLimits.class));
      } catch (JacksonException e) {
        System.getLogger(KnownLimits.class.getName())
            .log(System.Logger.Level.DEBUG, "probe: " + words.afterEnd().orElse(""), e);
        return Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Measures, and prints what was found as JSON: the other process. */
  public static void main(String[] arguments) {
    System.out.print(LimitsFile.json(MachineProbe.measure(Machine.read())));
  }
}
