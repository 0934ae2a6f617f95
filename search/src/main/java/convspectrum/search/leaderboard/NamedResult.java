package convspectrum.search.leaderboard;

import convspectrum.search.history.RunHost;
import convspectrum.search.history.RunResult;

/**
 * A result, and what its file is called.
 *
 * @param name for people, different for each result
 * @param result what was measured
 */
public record NamedResult(String name, RunResult result) {
  /** The machine in a few words; its fingerprint where nothing else is known. */
  String machine() {
    RunHost host = result.host();
    return host == null ? "machine " + result.machine() : host.words();
  }

  /** Whether both hold the same run. */
  boolean isSameRun(NamedResult other) {
    return result.machine().equals(other.result.machine())
        && result.date().equals(other.result.date())
        && result.command().equals(other.result.command());
  }
}
