package convspectrum.search.work;

import convspectrum.search.work.ClusterAddress.Master;
import convspectrum.search.work.ClusterAddress.Masters;
import convspectrum.search.work.ClusterAddress.Processes;
import convspectrum.search.work.ClusterAddress.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes addresses apart. */
final class AddressReader {
  private static final String SPARK = "spark://";
  private static final String FORMS =
      "spark://HOST:PORT, local-cluster[WORKERS,CORES,MIB] or local[THREADS]";

  private static final Pattern LOCAL =
      Pattern.compile("local(?:\\[(?:\\*|([0-9]+))(?:,[0-9]{1,4})?])?");
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[([0-9]+),([0-9]+),([0-9]+)]");
  private static final Pattern TOO_FEW = Pattern.compile("local-cluster(?:\\[[0-9,]*]?)?");
  private static final Pattern MASTER =
      Pattern.compile("([^\\s:/,@\\[\\]]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]+))?");

  private static final String USUAL_CLUSTER = "local-cluster[2,1,2048]";
  private static final int MOST_THREADS = 9_999;
  private static final int MOST_MIB = 9_999_999;

  /** Spark starts no process with less: one and a half of what it keeps for itself. */
  private static final int LEAST_MIB = 450;

  private static final int MOST_PORT = 65_535;
  private static final int USUAL_PORT = 7077;

  private AddressReader() {}

  /** What is wrong with a text, without the text. */
  private static final class Fault extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Fault(String message) {
      super(message);
    }
  }

  /**
   * Reads an address.
   *
   * @throws NoClusterException where it is none
   */
  static ClusterAddress read(String text) {
    try {
      return parse(text);
    } catch (Fault fault) {
      throw new NoClusterException("--on %s: %s".formatted(text, fault.getMessage()), fault);
    }
  }

  private static ClusterAddress parse(String text) {
    if (text.startsWith(SPARK)) {
      List<Master> all = new ArrayList<>();
      for (String one : text.substring(SPARK.length()).split(",", -1)) {
        all.add(master(one));
      }
      return new Masters(text, all);
    }
    Matcher local = LOCAL.matcher(text);
    if (local.matches()) {
      return new Threads(
          text,
          Optional.ofNullable(local.group(1))
              .map(count -> number("threads", count, 1, MOST_THREADS, "local[2]")));
    }
    Matcher cluster = LOCAL_CLUSTER.matcher(text);
    if (cluster.matches()) {
      return new Processes(
          text,
          number("workers", cluster.group(1), 1, MOST_THREADS, USUAL_CLUSTER),
          number("cores of a worker", cluster.group(2), 1, MOST_THREADS, USUAL_CLUSTER),
          number("MiB of a worker", cluster.group(3), LEAST_MIB, MOST_MIB, USUAL_CLUSTER));
    }
    if (TOO_FEW.matcher(text).matches()) {
      throw new Fault(
          "expected local-cluster[WORKERS,CORES,MIB], three numbers by commas; try --on '"
              + USUAL_CLUSTER
              + "'");
    }
    throw new Fault("expected " + FORMS + "; try " + meant(text));
  }

  private static Master master(String text) {
    Matcher matcher = MASTER.matcher(text);
    if (!matcher.matches()) {
      throw new Fault(
          "found the master '%s'; expected spark://HOST:PORT, with commas between HOST:PORT and HOST:PORT of several, and brackets around an address of IPv6; try spark://localhost:%d"
              .formatted(text, USUAL_PORT));
    }
    String host = matcher.group(1);
    String port = matcher.group(2);
    if (port == null) {
      throw new Fault(
          "found no port of the master %s; expected spark://HOST:PORT; try %s%s:%d, which masters have unless told otherwise"
              .formatted(text, SPARK, text, USUAL_PORT));
    }
    return new Master(
        host, number("as a port", port, 1, MOST_PORT, SPARK + host + ":" + USUAL_PORT));
  }

  private static int number(String what, String found, int least, int most, String instead) {
    if (found.length() <= 9) {
      int number = Integer.parseInt(found);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new Fault(
        "found %s %s; expected %d to %d; try --on '%s'"
            .formatted(found, what, least, most, instead));
  }

  /** The same with what is most often left out or mistyped. */
  private static String meant(String text) {
    String plain =
        text.replaceAll("\\s", "").toLowerCase(Locale.ROOT).replaceFirst("^spark:/*", SPARK);
    if (plain.matches("[^/:,\\[\\]]+:[0-9]{1,5}")) {
      plain = SPARK + plain;
    }
    return !plain.equals(text) && isAddress(plain) ? "--on '" + plain + "'" : "--on 'local[2]'";
  }

  private static boolean isAddress(String text) {
    try {
      parse(text);
      return true;
    } catch (Fault fault) {
      return false;
    }
  }
}
