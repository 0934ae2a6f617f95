package convspectrum.search.fleet;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * What came of measuring on a machine.
 *
 * @param began when the process was started, by the clock of that machine
 * @param ended when it had ended
 * @param code its exit code; 0 where each runtime timed something
 * @param result a {@link convspectrum.search.history.RunResult} as text; empty where nothing was
 *     timed
 * @param said why something was not timed, a sentence each
 */
public record MachineRun(Instant began, Instant ended, int code, String result, List<String> said)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public MachineRun {
    said = List.copyOf(said);
  }
}
