package convspectrum.spark;

import convspectrum.search.work.ClusterAddress.Master;
import convspectrum.search.work.ClusterAddress.Masters;
import convspectrum.search.work.NoClusterException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Whether anybody listens where masters should. */
final class Reachable {
  /** All of them together are given up after 10 s. */
  private static final int MILLIS = 10_000;

  private Reachable() {}

  /**
   * Refuses an address at which nobody listens.
   *
   * @throws NoClusterException with the reason for each
   */
  static void requireAny(Masters masters) {
    List<String> reasons = new ArrayList<>();
    for (Master one : masters.all()) {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(one.host(), one.port()), MILLIS / masters.all().size());
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
            .formatted(masters.text(), String.join("; ", reasons)));
  }
}
