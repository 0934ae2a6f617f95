package convspectrum.cli;

import convspectrum.cli.usage.ExitCode;
import convspectrum.executor.Runtimes;
import convspectrum.spec.Spec;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.parameter.Design;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the launcher runs once after a build to fill its cache of loaded and linked classes, and of
 * what is called how often: the commands that only count or look up, where starting is most of the
 * time.
 */
final class StartupTraining {
  private StartupTraining() {}

  /**
   * Runs the commands once.
   *
   * @param args a spec; a space to search, of fewer than ten choices each; a space to predict; and
   *     a folder for files that are made on the way, which must be the working folder
   */
  public static void main(String[] args) throws IOException {
    String spec = args[0];
    String space = args[1];
    Path predicted = Path.of(args[2]);
    Path folder = Path.of(args[3]);
    count(spec, folder.resolve("training.onnx").toString());
    run("search", spec, "--objective", "macs,params", "--strategy", "exhaustive");
    search(space, folder);
    if (Runtimes.plansHere("vector")) {
      predict(predicted, folder.resolve("training.latency.json"));
    }
  }

  /** The second search finds what the first one kept. */
  private static void predict(Path space, Path table) throws IOException {
    TrainingTable.write(space, table);
    String exact = "--strategy=exact";
    String objectives = "--objective=macs,vector-predicted-latency";
    String known = "--latency-table=" + table;
    run("search", space.toString(), exact, objectives, "--no-measure", known);
    run("search", space.toString(), exact, objectives, "--no-measure", known, "--format=json");
    run("cost", space.toString(), "--predict=vector", known);
  }

  private static void count(String spec, String onnx) {
    run("export", spec, "--out", onnx);
    for (String model : new String[] {spec, onnx}) {
      run("cost", model);
      run("cost", model, "--format", "json");
      run("cost", model, "--where=macs>0", "--sort=macs:desc", "--top=9", "--columns=name,macs");
    }
    run("compare", spec, onnx);
  }

  private static void search(String space, Path folder) {
    Path table = folder.resolve("training.csv");
    AtomicFile.write(table, table(Spec.read(Path.of(space))));
    String journal = folder.resolve("training.journal").toString();
    String known = "--table=" + table;
    String scoreAndCost = "--objective=table.score:max,table.cost:min";
    String scoreAndMacs = "--objective=table.score:max,macs";
    String all = "--strategy=exhaustive";
    run("search", space, known, "--key=key", scoreAndCost, all);
    run("search", space, known, "--key=key", scoreAndMacs, all, "--budget=1000");
    run("search", space, known, "--key=key", scoreAndMacs, "--journal=" + journal, "--format=json");
    run("journal", "list", journal);
    run("journal", "export", journal, "--format", "csv");
  }

  /** A table of known results of any space: what is in it does not matter. */
  private static String table(Spec spec) {
    return spec.designs()
        .map(design -> key(spec, design) + "," + design.hashCode() % 97 + "," + design.hashCode())
        .collect(Collectors.joining("\n", "key,score,cost\n", "\n"));
  }

  private static String key(Spec spec, Design design) {
    return IntStream.range(0, spec.parameters().size())
        .mapToObj(i -> Integer.toString(design.choice(i)))
        .collect(Collectors.joining());
  }

  private static void run(String... command) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    int code = Main.run(nowhere, nowhere, command);
    if (code != ExitCode.DONE) {
      throw new IllegalStateException(String.join(" ", command) + ": exit code " + code);
    }
  }
}
