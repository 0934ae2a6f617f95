package convspectrum.search.work;

import java.util.List;
import java.util.Optional;

/**
 * The address of a cluster, as {@code --on} has it. Whether there is one at the address, only the
 * attempt to reach it can tell.
 */
public sealed interface ClusterAddress {
  /** The address as it was typed. */
  String text();

  /**
   * Threads of this process.
   *
   * @param count how many; as many as there are cores where it is empty
   */
  record Threads(String text, Optional<Integer> count) implements ClusterAddress {}

  /**
   * Processes of this machine.
   *
   * @param mib of memory of each
   */
  record Processes(String text, int workers, int cores, int mib) implements ClusterAddress {
    /** The same address with other memory. */
    public String withMib(int other) {
      return text(workers, cores, other);
    }

    /** The same address with workers of other cores. */
    public String withCores(int other) {
      return text(workers, other, mib);
    }

    private static String text(int workers, int cores, int mib) {
      return "local-cluster[%d,%d,%d]".formatted(workers, cores, mib);
    }
  }

  /**
   * Masters that other machines work for, of which one is active.
   *
   * @param all each of them
   */
  record Masters(String text, List<Master> all) implements ClusterAddress {
    public Masters {
      all = List.copyOf(all);
    }
  }

  /**
   * Where a master listens.
   *
   * @param host a name or an address, in brackets if of IPv6
   */
  record Master(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * Reads an address, without asking anybody.
   *
   * @param text such as {@code spark://host:7077}
   * @throws NoClusterException where it is none, with what was found, expected and what to try
   */
  static ClusterAddress of(String text) {
    return AddressReader.read(text);
  }
}
