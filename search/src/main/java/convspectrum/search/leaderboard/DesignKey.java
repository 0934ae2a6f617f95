package convspectrum.search.leaderboard;

import convspectrum.search.history.RunResult;
import convspectrum.search.history.RunResult.Timed;
import java.util.Map;

/**
 * What makes two designs of different results the same one: the spec and the choices, or the label
 * where there are no choices.
 *
 * @param spec its hash; the name of the spec where an earlier version measured
 * @param parameters the choices
 * @param label of a reference, or of a network without choices; empty of others
 */
public record DesignKey(String spec, Map<String, String> parameters, String label) {
  static DesignKey of(RunResult result, Timed timed) {
    boolean isKnown = !timed.spec().isEmpty();
    return new DesignKey(
        isKnown ? timed.spec() : "spec named " + result.spec(),
        timed.parameters(),
        timed.parameters().isEmpty() ? timed.design() : "");
  }
}
