package convspectrum.spark;

import convspectrum.search.work.NoClusterException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** The masters of an address {@code spark://HOST:PORT,HOST:PORT}. */
final class Masters {
  /** All of them together are given up after 10 s. */
  private static final int MILLIS = 10_000;

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
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, port), MILLIS / all.length);
        return;
      } catch (IOException e) {
        // The message of the first is the name of the host alone.
        reasons.add(
            "%s: %s"
                .formatted(
                    one, e instanceof UnknownHostException ? "unknown host" : e.getMessage()));
      }
    }
    throw new NoClusterException(
        "--on %s: no Spark master answers there (%s); expected one of Spark 4.2; try its address as its log or web page shows it; docs/scale.md says how to start one; nothing was computed"
            .formatted(address, String.join("; ", reasons)));
  }
}
