package convspectrum.search.predict;

import convspectrum.spec.block.Doc;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How the times of a table, which were measured elsewhere, become those of this machine: each kind
 * of step by a factor.
 *
 * @param machine fingerprint of the machine where the designs of the table were timed
 * @param cpu that machine in words
 * @param runtimeVersion version of the runtime there
 * @param threads inside a pass there
 * @param date when the designs were timed there, ISO 8601
 * @param measured how many designs were timed here
 * @param common the factor of kinds of which no step was timed here
 * @param factors of the others by kernel, and of the call
 * @param baselineMs time of the baseline here, milliseconds
 * @param medianError median of the absolute relative errors of the designs that were timed here,
 *     each predicted without its own time
 * @param usualError the largest of these errors that is not among the worst tenth
 */
public record Transfer(
    @Doc("Fingerprint of the machine where the designs of the table were timed.") String machine,
    @Doc("That machine in words.") String cpu,
    @Doc("Version of the runtime there.") String runtimeVersion,
    @Doc("Threads inside a pass there.") int threads,
    @Doc("When the designs were timed there, ISO 8601.") String date,
    @Doc("How many designs were timed here.") int measured,
    @Doc("Time here over time there, of kinds of steps that were not timed here.") double common,
    @Doc("Time here over time there by kernel, and of the call.") Map<String, Double> factors,
    @Doc("Time of the baseline here, in milliseconds.") double baselineMs,
    @Doc("Median error of the designs that were timed here, each predicted without its own time.")
        double medianError,
    @Doc("The largest of these errors that is not among the worst tenth.") double usualError) {
  public Transfer {
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(cpu, "cpu");
    Objects.requireNonNull(runtimeVersion, "runtimeVersion");
    Objects.requireNonNull(date, "date");
    factors = Map.copyOf(new TreeMap<>(factors));
    requirePositive("common factor", common);
    requirePositive("baseline", baselineMs);
    factors.forEach(Transfer::requirePositive);
    if (!(medianError >= 0) || !(usualError >= 0) || Double.isInfinite(usualError)) {
      throw new IllegalArgumentException(
          "errors %s and %s; expected 0 or more".formatted(medianError, usualError));
    }
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " " + value + "; expected a finite number above 0");
    }
  }

  /** The factor of a kind of step. */
  double factor(String kernel) {
    return factors.getOrDefault(kernel, common);
  }
}
