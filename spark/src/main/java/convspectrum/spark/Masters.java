package convspectrum.spark;

import convspectrum.search.work.NoClusterException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** The masters of an address {@code spark://HOST:PORT,HOST:PORT}. */
final class Masters {
  /** All of them together are given up after 10 s. */
  private static final int MILLIS = 10_000;

  private static final int MOST_PORT = 65_535;

  private Masters() {}

  /**
   * Refuses an address at which nobody listens.
   *
   * @throws NoClusterException with the reason for each
   */
  static void requireAny(String address) {
    String[] all = address.substring("spark://".length()).split(",", -1);
    List<String> reasons = new ArrayList<>();
    for (String one : all) {
      int colon = one.lastIndexOf(':');
      String host = one.substring(0, colon);
      int port = Integer.parseInt(one.substring(colon + 1));
      if (port < 1 || port > MOST_PORT) {
        throw new NoClusterException(
            "--on %s: port %d; expected 1 to %d, mostly 7077".formatted(address, port, MOST_PORT));
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, port), MILLIS / all.length);
        return;
      } catch (IOException e) {
        reasons.add(
            "%s: %s".formatted(one, e.getMessage() == null ? "unknown host" : e.getMessage()));
      }
    }
    throw new NoClusterException(
        "--on %s: no Spark master answers there (%s); expected one of Spark 4.2; try its address as its log or web page shows it; docs/scale.md says how to start one; nothing was computed"
            .formatted(address, String.join("; ", reasons)));
  }
}
