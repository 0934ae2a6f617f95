package convspectrum.search.fleet;

import convspectrum.search.history.HistoryException;
import convspectrum.search.history.ResultFile;
import convspectrum.search.history.RunResult;
import convspectrum.search.leaderboard.NamedResult;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of workers, each with the name of its machine.
 *
 * @param visits what came of each worker; of one whose result is none, that
 * @param named the results, by names for files: {@code machine-NAME.json}
 */
public record FleetResults(List<Visit> visits, List<NamedResult> named) {
  public FleetResults {
    visits = List.copyOf(visits);
    named = List.copyOf(named);
  }

  /** Reads what workers brought. They are other machines: nothing of it is believed unread. */
  public static FleetResults of(List<Visit> visits) {
    List<Visit> read = new ArrayList<>();
    List<NamedResult> named = new ArrayList<>();
    for (Visit visit : visits) {
      String text = visit.run().map(MachineRun::result).orElse("");
      if (text.isEmpty()) {
        read.add(visit);
        continue;
      }
      try {
        RunResult result = timed(ResultFile.parse("the result of " + visit.name(), text));
        requireOf(visit, result);
        named.add(new NamedResult(fileName(visit.name()), result, visit.name()));
        read.add(visit);
      } catch (HistoryException e) {
        read.add(visit.failed(String.valueOf(e.getMessage())));
      }
    }
    return new FleetResults(read, named);
  }

  private static void requireOf(Visit visit, RunResult result) {
    String seen = visit.sighting().map(Sighting::fingerprint).orElse("");
    if (!result.machine().equals(seen)) {
      throw new HistoryException(
          "the result of %s is of the machine %s; expected %s, which the worker runs on"
              .formatted(visit.name(), result.machine(), seen));
    }
  }

  /** Without runtimes that timed nothing, of which not even the version is known. */
  private static RunResult timed(RunResult result) {
    return new RunResult(
        result.schema(),
        result.convspectrum(),
        result.command(),
        result.spec(),
        result.baseline(),
        result.machine(),
        result.date(),
        result.host(),
        result.specs(),
        result.runtimes().stream().filter(one -> !one.designs().isEmpty()).toList());
  }

  private static String fileName(String machine) {
    return "machine-" + machine.replaceAll("[^A-Za-z0-9._-]", "_") + ".json";
  }
}
