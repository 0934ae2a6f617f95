package convspectrum.spark;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of processes of this machine.
 *
 * @param mib of memory of each
 */
record LocalCluster(int workers, int cores, int mib) {
  private static final Pattern FORM = Pattern.compile("local-cluster\\[(\\d+),(\\d+),(\\d+)]");

  /** What the address says; empty where it is another kind. */
  static Optional<LocalCluster> of(String address) {
    Matcher found = FORM.matcher(address);
    return found.matches()
        ? Optional.of(new LocalCluster(number(found, 1), number(found, 2), number(found, 3)))
        : Optional.empty();
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }

  /** The same address with other memory. */
  String withMib(int other) {
    return "local-cluster[%d,%d,%d]".formatted(workers, cores, other);
  }
}
