package convspectrum.cli.fuzz;

import convspectrum.spec.expression.ExpressionException;
import convspectrum.spec.fault.FailedRunException;
import convspectrum.spec.fault.WrongInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Base64;

/**
 * What must hold for any input: it is read, or refused by one of the exceptions that commands
 * report to the user, within {@link #LONGEST}.
 */
final class FuzzCheck {
  /**
   * The CPU time that one input may take, dozens of times what any takes: it is for what grows
   * without bound, on a machine of any speed and beside other programs.
   */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static long inputs;
  private static long refusals;
  private static Duration longest = Duration.ZERO;

  private FuzzCheck() {}

  /**
   * Gives a target one input, and says whether it is refused.
   *
   * @throws AssertionError with the input, where the target fails or takes too long
   */
  static boolean isRefused(FuzzTarget target, byte[] input) {
    long start = THREADS.getCurrentThreadCpuTime();
    boolean refused = false;
    try {
      target.read(input);
    } catch (WrongInputException | FailedRunException | ExpressionException e) {
      requireMessage(target, input, e);
      refused = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of the fuzzer's own files
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
      throw new AssertionError(describe(target, input, "fails: " + e), e);
    }
    Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
    inputs++;
    refusals += refused ? 1 : 0;
    longest = taken.compareTo(longest) > 0 ? taken : longest;
    if (taken.compareTo(LONGEST) > 0) {
      throw new AssertionError(describe(target, input, "takes " + taken));
    }
    return refused;
  }

  /** What this process has checked, in a sentence. */
  static String summary() {
    return "%,d inputs, %,d refused; the longest took %.2f s"
        .formatted(inputs, refusals, longest.toMillis() / 1e3);
  }

  /** A refusal must say what was wrong. */
  private static void requireMessage(FuzzTarget target, byte[] input, RuntimeException refusal) {
    String message = refusal.getMessage();
    if (message == null || message.isBlank()) {
      throw new AssertionError(describe(target, input, "is refused without a reason"), refusal);
    }
  }

  private static String describe(FuzzTarget target, byte[] input, String problem) {
    return "%s %s. The input in Base64: %s"
        .formatted(target.name(), problem, Base64.getEncoder().encodeToString(input));
  }
}
