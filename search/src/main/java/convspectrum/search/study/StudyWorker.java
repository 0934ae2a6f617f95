package convspectrum.search.study;

import convspectrum.executor.measure.host.Instruments;
import convspectrum.executor.measure.host.LocalHost;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.worker.WorkerServer;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The process in which one runtime of a study is timed. It lays out the designs from the same
 * arguments as the process that asks, so that no graph has to be sent; a check ensures that both
 * have the same designs.
 */
public final class StudyWorker {
  private StudyWorker() {}

  /**
   * Serves requests until the one to quit.
   *
   * @param in requests
   * @param out answers; nothing else may write to it
   * @param orphaned called when {@code in} ends, since then no process waits for answers
   */
  public static void serve(
      InferenceRuntime runtime,
      Designs designs,
      RunOptions run,
      long seed,
      InputStream in,
      OutputStream out,
      Runnable orphaned) {
    Instruments instruments = Instruments.system();
    LocalHost host = host(runtime, designs, run, seed, instruments, true);
    new WorkerServer(identity(designs), designs(designs), host, instruments.meter())
        .serve(in, out, orphaned);
  }

  /** Runs the designs in this process, which a harness has started to time one of them. */
  public static LocalHost host(
      InferenceRuntime runtime, Designs designs, RunOptions run, long seed) {
    return host(runtime, designs, run, seed, Instruments.system(), false);
  }

  private static LocalHost host(
      InferenceRuntime runtime,
      Designs designs,
      RunOptions run,
      long seed,
      Instruments instruments,
      boolean alwaysRewarms) {
    return new LocalHost(
        new StudyWorkload(designs, runtime, run, seed),
        instruments,
        run.threads(),
        alwaysRewarms,
        seed);
  }

  /** The designs that are timed, in an order that is the same in both processes. */
  static List<String> designs(Designs designs) {
    return designs.distinct().stream().map(ComparedDesign::label).toList();
  }

  /** A text that is equal for designs of equal labels and functions. */
  public static String identity(Designs designs) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ComparedDesign row : designs.distinct()) {
        String line = row.label() + "\n" + row.fingerprint().hex() + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
