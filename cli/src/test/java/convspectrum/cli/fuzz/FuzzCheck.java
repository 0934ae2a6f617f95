package convspectrum.cli.fuzz;

import convspectrum.spec.expression.ExpressionException;
import convspectrum.spec.fault.FailedRunException;
import convspectrum.spec.fault.WrongInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;

/**
 * What must hold for any input: it is read, or refused by one of the exceptions that commands
 * report to the user, within {@link #LONGEST}.
 */
final class FuzzCheck {
  /** What one input may take. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private FuzzCheck() {}

  /**
   * Gives a target one input, and says whether it is refused.
   *
   * @throws AssertionError with the input, where the target fails or takes too long
   */
  static boolean isRefused(FuzzTarget target, byte[] input) {
    long start = System.nanoTime();
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
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    if (taken.compareTo(LONGEST) > 0) {
      throw new AssertionError(describe(target, input, "takes " + taken));
    }
    return refused;
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
