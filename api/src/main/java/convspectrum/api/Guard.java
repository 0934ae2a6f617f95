package convspectrum.api;

import convspectrum.api.ConvspectrumException.Kind;
import convspectrum.spec.fault.FailedRunException;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.WrongInputException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns what the parts of this project throw for a user into the exception of this package. */
final class Guard {
  private static final int MOST_THREADS = 1024;

  private Guard() {}

  /** The result of {@code work}. What it throws that no user has caused goes on as it is. */
  static <T> T run(Supplier<T> work) {
    try {
      return work.get();
    } catch (SpecException e) {
      throw new ConvspectrumException(Kind.INPUT, e.faults().stream().map(Problem::of).toList(), e);
    } catch (WrongInputException e) {
      throw failed(Kind.INPUT, e.getMessage(), e);
    } catch (FailedRunException e) {
      throw failed(Kind.FAILURE, e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw outOfMemory(e);
    } catch (UnsatisfiedLinkError e) {
      throw failed(Kind.FAILURE, "a native library cannot be used: " + e.getMessage(), e);
    } catch (NoClassDefFoundError | IllegalAccessError e) {
      throw failed(
          Kind.FAILURE,
          "a class of a library cannot be used: %s; expected all libraries of the artifacts on the class path; on the module path Java needs the options of docs/api.md"
              .formatted(e.getMessage()),
          e);
    } catch (LinkageError e) {
      throw failed(Kind.FAILURE, "a library cannot be used: " + e.getMessage(), e);
    } catch (ArithmeticException e) {
      if (!String.valueOf(e.getMessage()).endsWith("overflow")) { // of the exact methods of Math
        throw e;
      }
      throw failed(Kind.INPUT, "the counts are beyond 64 bits; try a smaller model or input", e);
    }
  }

  /** What {@code lookup} finds by a name or makes of a text, which it may refuse. */
  static <T> T given(Supplier<T> lookup) {
    return run(() -> {
      try {
        return lookup.get();
      } catch (IllegalArgumentException e) {
        throw failed(Kind.INPUT, e.getMessage(), e);
      }
    });
  }

  /**
   * A number of threads that can be had.
   *
   * @throws ConvspectrumException where it is not from 1 to 1024
   */
  static int threads(int threads) {
    if (threads < 1 || threads > MOST_THREADS) {
      throw ConvspectrumException.input(
          "found %d threads; expected 1 to %d".formatted(threads, MOST_THREADS));
    }
    return threads;
  }

  /** Settings without null, which is a fault of the program that calls. */
  static void requireNames(Map<String, String> settings) {
    Objects.requireNonNull(settings, "settings")
        .forEach((name, choice) ->
            Objects.requireNonNull(
                choice, "the choice of " + Objects.requireNonNull(name, "the name of a setting")));
  }

  /** What a call ends with whose thread was interrupted; the thread stays interrupted. */
  static ConvspectrumException interrupted(String what, Exception e) {
    Thread.currentThread().interrupt();
    return failed(Kind.FAILURE, "interrupted " + what, e);
  }

  /** What another thread has thrown. */
  static RuntimeException cause(ExecutionException e) {
    return switch (e.getCause()) {
      case Error error -> throw error;
      case RuntimeException cause -> cause;
      case null, default -> new IllegalStateException(e);
    };
  }

  /** Memory is a limit of this machine, and what asked for it is gone. */
  private static ConvspectrumException outOfMemory(Throwable e) {
    return failed(
        Kind.FAILURE,
        "the memory of this Java virtual machine is not enough; try a larger one (-Xmx), a smaller batch or fewer threads",
        e);
  }

  private static ConvspectrumException failed(Kind kind, @Nullable String message, Throwable e) {
    List<Problem> problems = String.valueOf(message).lines().map(Problem::of).toList();
    return new ConvspectrumException(kind, problems, e);
  }
}
