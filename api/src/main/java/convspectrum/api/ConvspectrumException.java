package convspectrum.api;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of this library: what was given cannot be used, or the work that it asks for
 * failed. The message has a line for each problem, each complete in itself.
 */
public final class ConvspectrumException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose fault it is. */
  public enum Kind {
    /** What was given is wrong: a spec, a file, a name, a number. */
    INPUT,
    /** What was given is right, but the work failed or is beyond a limit of this machine. */
    FAILURE
  }

  /** Whether the input is wrong, or the work failed. */
  private final Kind kind;

  private final transient List<Problem> problems;

  ConvspectrumException(Kind kind, List<Problem> problems, @Nullable Throwable cause) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
    this.kind = kind;
    this.problems = List.copyOf(problems);
  }

  /** An input that is wrong in one respect. */
  static ConvspectrumException input(String message) {
    return new ConvspectrumException(Kind.INPUT, List.of(Problem.of(message)), null);
  }

  /** {@return whether the input is wrong, or the work failed} */
  public Kind kind() {
    return kind;
  }

  /**
   * {@return all problems, at least one, ordered by place; none after the exception was serialised}
   */
  public List<Problem> problems() {
    return problems == null ? List.of() : problems;
  }
}
