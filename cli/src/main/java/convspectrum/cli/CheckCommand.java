package convspectrum.cli;

import convspectrum.spec.Spec;
import convspectrum.spec.fault.Fault;
import convspectrum.spec.fault.SpecException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with specs. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Says everything that is wrong with a spec, in all its designs.")
final class CheckCommand implements Callable<Integer> {
  /** Faults shown of one file; a space may repeat one fault in each of a million designs. */
  private static final int MOST_FAULTS = 50;

  @picocli.CommandLine.Spec private CommandSpec spec;

  @Parameters(paramLabel = "SPEC", arity = "1..*", description = "Specs (YAML files, or zoo:NAME).")
  private List<String> files;

  @Option(
      names = "--designs",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "Check the first N designs of a space, and its defaults. Default: ${DEFAULT-VALUE}.")
  private long designs;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (designs < 1) {
      throw new UsageException("--designs " + designs + ": expected at least 1");
    }
    boolean sound = true;
    for (String file : files) {
      try {
        out.println(file + ": " + check(SpecSource.read(file)));
      } catch (SpecException e) {
        e.faults().forEach(err::println);
        sound = false;
      }
    }
    return sound ? ExitCode.DONE : ExitCode.WRONG_INPUT;
  }

  private String check(Spec read) {
    Set<Fault> faults = new LinkedHashSet<>();
    read.references().forEach(name -> read.reference(name, read.defaults()));
    long[] checked = {0};
    read.designs()
        .limit(designs)
        .takeWhile(_ -> faults.size() < MOST_FAULTS)
        .forEach(design -> {
          checked[0]++;
          try {
            read.graph(design);
          } catch (SpecException e) {
            faults.addAll(e.faults());
          }
        });
    if (!faults.isEmpty()) {
      throw new SpecException(new ArrayList<>(faults));
    }
    BigInteger size = read.space().size();
    if (read.parameters().isEmpty()) {
      return "ok";
    }
    boolean all = checked[0] < designs || size.equals(BigInteger.valueOf(checked[0]));
    return "ok, %d parameter%s, %s designs%s"
        .formatted(
            read.parameters().size(),
            read.parameters().size() == 1 ? "" : "s",
            (Object) (all ? BigInteger.valueOf(checked[0]) : size),
            all ? "" : " (the first %,d checked)".formatted(checked[0]));
  }
}
