package convspectrum.search.work;

import convspectrum.executor.machine.VectorApi;
import convspectrum.search.release.Release;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process is, as far as results depend on it. It travels with every result.
 *
 * @param host where it runs
 * @param version of convspectrum
 * @param java feature version of Java
 * @param architecture of the CPU, as Java calls it
 * @param lanes floats of a vector; 0 where there are none
 */
public record ComputingMachine(
    String host, String version, int java, String architecture, int lanes) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** This process. */
  public static ComputingMachine here() {
    return new ComputingMachine(
        hostName(),
        Release.version(),
        Runtime.version().feature(),
        System.getProperty("os.arch"),
        VectorApi.preferredFloatLanes());
  }

  /**
   * The vectors of this process in words, for keys of kept results that depend on them: with
   * another length sums are added up in another order, and differ in their last digits.
   */
  public static String vectors() {
    return "%s with %d floats in a vector"
        .formatted(System.getProperty("os.arch"), VectorApi.preferredFloatLanes());
  }

  /**
   * Refuses a machine that would give other results than this one.
   *
   * @param onVectors whether they depend on the length of vectors
   * @throws UnlikeMachineException with all that differs
   */
  public void requireLike(ComputingMachine other, boolean onVectors) {
    List<String> found = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    compare("convspectrum %s", version, other.version, found, expected);
    compare("Java %s", java, other.java, found, expected);
    if (onVectors) {
      compare("%s", architecture, other.architecture, found, expected);
      compare("%s floats in a vector", lanes, other.lanes, found, expected);
    }
    if (!found.isEmpty()) {
      throw new UnlikeMachineException(
          "%s: found %s on this worker; expected %s, as on %s, since results would differ; try workers like the machine that asks%s"
              .formatted(
                  other.host,
                  String.join(", ", found),
                  String.join(", ", expected),
                  host,
                  lanes == other.lanes || !onVectors
                      ? ""
                      : ", or CONVSPECTRUM_JAVA_OPTS=-XX:MaxVectorSize=%d"
                          .formatted(Float.BYTES * Math.max(4, Math.min(lanes, other.lanes)))));
    }
  }

  private static void compare(
      String words, Object here, Object there, List<String> found, List<String> expected) {
    if (!here.equals(there)) {
      found.add(words.formatted(there));
      expected.add(words.formatted(here));
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }
}
