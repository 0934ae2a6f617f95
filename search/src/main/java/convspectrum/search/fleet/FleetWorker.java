package convspectrum.search.fleet;

/**
 * A process of a cluster that takes tasks. A machine may have several.
 *
 * @param id different for each
 * @param host the machine as the cluster calls it
 * @param cores that the machine lends to it
 */
public record FleetWorker(String id, String host, int cores) {}
