package convspectrum.cli;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * What the launcher runs once after a build to fill its cache of loaded and linked classes: the
 * commands that only count, where starting is most of the time, on a spec and on an ONNX file.
 */
final class StartupTraining {
  private StartupTraining() {}

  /** Runs them on a spec, and on the ONNX file that it is exported to: {@code SPEC FILE.onnx}. */
  public static void main(String[] args) {
    String spec = args[0];
    String onnx = args[1];
    run("export", spec, "--out", onnx);
    for (String model : new String[] {spec, onnx}) {
      run("cost", model);
      run("cost", model, "--format", "json");
    }
    run("compare", spec, onnx);
    run("search", spec, "--objective", "macs,params", "--strategy", "exhaustive");
  }

  private static void run(String... command) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    int code = Main.run(nowhere, nowhere, command);
    if (code != ExitCode.DONE) {
      throw new IllegalStateException(String.join(" ", command) + ": exit code " + code);
    }
  }
}
