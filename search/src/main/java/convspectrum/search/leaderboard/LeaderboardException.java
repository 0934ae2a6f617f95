package convspectrum.search.leaderboard;

import convspectrum.spec.fault.WrongInputException;

/** Results cannot stand beside each other. The message says why and what to try. */
public final class LeaderboardException extends WrongInputException {
  private static final long serialVersionUID = 1L;

  LeaderboardException(String message) {
    super(message);
  }
}
