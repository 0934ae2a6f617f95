package convspectrum.spark;

import convspectrum.search.work.WorkRunner;
import convspectrum.search.work.WorkRunnerProvider;
import java.util.Optional;

/** Reaches clusters of Apache Spark. It can be loaded, and says what is missing, without Spark. */
public final class SparkProvider implements WorkRunnerProvider {
  private static final String CONTEXT = "org.apache.spark.SparkContext";

  /** Is made before anything else logs, such as the database of a journal. */
  public SparkProvider() {
    SparkLog.quiet();
  }

  @Override
  public Optional<String> missing() {
    try {
      Class.forName(CONTEXT, false, SparkProvider.class.getClassLoader());
      return Optional.empty();
    } catch (ClassNotFoundException e) {
      return Optional.of(
          "found no jars of Apache Spark 4.2; expected them, since they are no part of this program;"
              + " try SPARK_HOME=FOLDER of an installation, CONVSPECTRUM_SPARK_JARS=FOLDER with its"
              + " jars, or mvn -Pspark-jars -f spark/jars package, which fetches them");
    }
  }

  @Override
  public WorkRunner start(Request request) {
    return new Application(request).start();
  }
}
