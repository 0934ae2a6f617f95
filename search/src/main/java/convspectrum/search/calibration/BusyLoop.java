package convspectrum.search.calibration;

import convspectrum.executor.process.JavaProcess;
import java.io.IOException;
import java.util.List;

/** A process that competes for the CPUs: one thread that computes without end. */
public final class BusyLoop implements AutoCloseable {
  private final Process process;

  private BusyLoop(Process process) {
    this.process = process;
  }

  /** Starts such a process. */
  static BusyLoop start() throws IOException {
    return new BusyLoop(JavaProcess.start(List.of(), BusyLoop.class.getName(), List.of()));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Computes until standard input ends, at the latest when the parent process ends. */
  public static void main(String[] arguments) throws IOException {
    Thread.ofPlatform().daemon().start(BusyLoop::compute);
    while (System.in.read() >= 0) {
      // The input itself is ignored; only its end matters.
    }
  }

  private static void compute() {
    double value = 1;
    while (value > 0) {
      value = Math.sqrt(value) + 1;
    }
  }
}
