package convspectrum.cli.cluster;

import convspectrum.cli.usage.UsageException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a cluster, as {@code --on} has it; whether there is one, only Spark can tell. */
final class ClusterAddress {
  private static final String SPARK = "spark://";
  private static final String FORMS =
      "spark://HOST:PORT, local-cluster[WORKERS,CORES,MIB] or local[THREADS]";

  private static final Pattern LOCAL =
      Pattern.compile("local(?:\\[(?:\\*|([0-9]{1,9}))(?:,[0-9]{1,4})?])?");
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[([0-9]{1,9}),([0-9]{1,9}),([0-9]{1,9})]");
  private static final Pattern MASTER =
      Pattern.compile("([^\\s:/,@\\[\\]]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]+))?");

  private static final int MOST_THREADS = 9_999;

  /** Spark starts no process with less: one and a half of what it keeps for itself. */
  private static final int LEAST_MIB = 450;

  private static final int MOST_PORT = 65_535;
  private static final int USUAL_PORT = 7077;

  private ClusterAddress() {}

  /**
   * Refuses what is no address, without asking anybody.
   *
   * @throws UsageException with what was found, expected and what to try
   */
  static void check(String address) {
    fault(address)
        .ifPresent(fault -> {
          throw new UsageException("--on %s: %s".formatted(address, fault));
        });
  }

  private static Optional<String> fault(String address) {
    if (address.startsWith(SPARK)) {
      return Arrays.stream(address.substring(SPARK.length()).split(",", -1))
          .flatMap(master -> masterFault(master).stream())
          .findFirst();
    }
    Matcher local = LOCAL.matcher(address);
    if (local.matches()) {
      return local.group(1) == null
          ? Optional.empty()
          : outside("threads", local.group(1), 1, MOST_THREADS, "local[2]");
    }
    Matcher cluster = LOCAL_CLUSTER.matcher(address);
    if (cluster.matches()) {
      String usual = "local-cluster[2,1,2048]";
      return outside("workers", cluster.group(1), 1, MOST_THREADS, usual)
          .or(() -> outside("cores of a worker", cluster.group(2), 1, MOST_THREADS, usual))
          .or(() -> outside("MiB of a worker", cluster.group(3), LEAST_MIB, 9_999_999, usual));
    }
    return Optional.of("expected " + FORMS + "; try " + meant(address));
  }

  private static Optional<String> masterFault(String master) {
    Matcher matcher = MASTER.matcher(master);
    if (!matcher.matches()) {
      return Optional.of(
          "found the master '%s'; expected spark://HOST:PORT, with commas between HOST:PORT and HOST:PORT of several, and brackets around an address of IPv6; try spark://localhost:%d"
              .formatted(master, USUAL_PORT));
    }
    String port = matcher.group(2);
    if (port == null) {
      return Optional.of(
          "found no port of the master %s; expected spark://HOST:PORT; try %s%s:%d, which masters have unless told otherwise"
              .formatted(master, SPARK, master, USUAL_PORT));
    }
    return outside("as a port", port, 1, MOST_PORT, SPARK + matcher.group(1) + ":" + USUAL_PORT);
  }

  private static Optional<String> outside(
      String what, String found, int least, int most, String instead) {
    return found.length() <= 9 && inside(Integer.parseInt(found), least, most)
        ? Optional.empty()
        : Optional.of(
            "found %s %s; expected %d to %d; try --on '%s'"
                .formatted(found, what, least, most, instead));
  }

  private static boolean inside(int number, int least, int most) {
    return number >= least && number <= most;
  }

  /** The same with what is most often left out or mistyped. */
  private static String meant(String address) {
    String plain = address.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    if (plain.matches("[^/:,\\[\\]]+:[0-9]{1,5}")) {
      plain = SPARK + plain;
    }
    return !plain.equals(address) && fault(plain).isEmpty()
        ? "--on '" + plain + "'"
        : "--on 'local[2]'";
  }
}
