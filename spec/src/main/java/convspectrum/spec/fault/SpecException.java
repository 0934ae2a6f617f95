package convspectrum.spec.fault;

import java.util.List;
import java.util.stream.Collectors;

/** A file is not what it should be. The message has a line per fault, each complete in itself. */
public final class SpecException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /** All faults of a file, at least one. */
  public SpecException(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** One fault of a file as a whole. */
  public static SpecException ofFile(String file, String problem, String expected) {
    return new SpecException(List.of(new Fault(Location.ofFile(file), "", problem, expected)));
  }

  /** The faults, ordered by place. */
  public List<Fault> faults() {
    return faults;
  }
}
