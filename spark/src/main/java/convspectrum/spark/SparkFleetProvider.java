package convspectrum.spark;

import convspectrum.search.fleet.Fleet;
import convspectrum.search.fleet.FleetProvider;
import convspectrum.search.work.WorkRunnerProvider.Request;

/** Reaches the executors of clusters of Apache Spark, each by itself. */
public final class SparkFleetProvider implements FleetProvider {
  /** Is made before anything else logs. */
  public SparkFleetProvider() {
    SparkLog.quiet();
  }

  @Override
  public Fleet fleet(Request request) {
    return new Application(request).startFleet();
  }
}
