package convspectrum.spark;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What Spark writes about itself. */
final class SparkLog {
  /** Set to anything, it lets Spark's warnings through to standard error. */
  private static final String DEBUG = "CONVSPECTRUM_DEBUG";

  private SparkLog() {}

  /**
   * Lets nothing of it be seen, unless for debugging. Two libraries for logging are on the class
   * path, ours that is silent and Spark's; which of them is used is decided on its first use.
   */
  static void quiet() {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.setProperty(
        "slf4j.provider",
        System.getenv(DEBUG) == null
            ? "org.slf4j.nop.NOPServiceProvider"
            : "org.apache.logging.slf4j.SLF4JServiceProvider");
    System.setProperty("log4j2.StatusLogger.level", "OFF");
  }

  /**
   * Ends something of Spark's without its last words. Scala's pools print the stack trace of a task
   * that comes when they have ended, such as that of an executor that had just been started.
   */
  static void silently(Runnable end) {
    if (System.getenv(DEBUG) != null) {
      end.run();
      return;
    }
    PrintStream err = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      end.run();
    } finally {
      System.setErr(err);
    }
  }
}
