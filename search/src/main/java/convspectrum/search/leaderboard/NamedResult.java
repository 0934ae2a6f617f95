package convspectrum.search.leaderboard;

import convspectrum.search.history.RunHost;
import convspectrum.search.history.RunResult;

/**
 * A result, and what its file is called.
 *
 * @param name for people, different for each result
 * @param result what was measured
 * @param host name of the machine where the user knows it by one; else empty
 */
public record NamedResult(String name, RunResult result, String host) {
  /** A result of a machine without a name. */
  public NamedResult(String name, RunResult result) {
    this(name, result, "");
  }

  /** The machine in a few words; its fingerprint where nothing else is known. */
  String machine() {
    RunHost known = result.host();
    String words = known == null ? "machine " + result.machine() : known.words();
    return host.isEmpty() ? words : host + ": " + words;
  }

  /** Whether both hold the same run. */
  boolean isSameRun(NamedResult other) {
    return result.machine().equals(other.result.machine())
        && result.date().equals(other.result.date())
        && result.command().equals(other.result.command())
        && host.equals(other.host);
  }
}
