package convspectrum.cli.network;

import convspectrum.cli.model.ModelSource;
import convspectrum.cli.model.OnnxModel;
import convspectrum.cli.model.OnnxSummary;
import convspectrum.cli.model.ReadingOptions;
import convspectrum.cli.model.SweepOptions;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.UsageException;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.DesignFaults;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Space;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with specs, and what is understood of ONNX files. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Says everything that is wrong with a spec, in all its designs, and what is understood of"
            + " an ONNX file.")
public final class CheckCommand implements Callable<Integer> {
  /** Different faults shown of one file. */
  private static final int MOST_FAULTS = 50;

  /** Designs that are checked where nothing is said, unless their networks are large. */
  private static final long MOST_DESIGNS = 100_000;

  /** Nodes of all designs that are checked where nothing is said: some seconds of work. */
  private static final long MOST_NODES = 20_000_000;

  @picocli.CommandLine.Spec private CommandSpec spec;

  @Mixin private ReadingOptions reading;

  @Parameters(
      paramLabel = "MODEL",
      arity = "1..*",
      description = "Specs (YAML files, or zoo:NAME) and ONNX files.")
  private List<String> files;

  @Option(
      names = "--designs",
      paramLabel = "N",
      description =
          "Check the first N designs of a space, and its defaults. Default: 100000, or as many as"
              + " have 20 million nodes.")
  private @Nullable Long designs;

  @Option(
      names = "--sweep",
      paramLabel = "NAME",
      split = ",",
      description = "Parameters whose choices to check, by commas. Default: all, but no setting.")
  private List<String> sweep = List.of();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (designs != null && designs < 1) {
      throw new UsageException("--designs " + designs + ": expected at least 1");
    }
    boolean sound = true;
    for (String file : files) {
      try {
        if (ModelSource.isOnnx(file)) {
          checkOnnx(file);
        } else {
          out.println(file + ": " + check(ModelSource.spec(file)));
        }
      } catch (SpecException e) {
        e.faults().forEach(err::println);
        sound = false;
      }
    }
    return sound ? ExitCode.DONE : ExitCode.WRONG_INPUT;
  }

  /** The part that is understood is reported even where other parts are not. */
  private void checkOnnx(String file) {
    ReadOptions strict = reading.onnx();
    OnnxModel model = OnnxModel.read(file, new ReadOptions(strict.input(), true));
    PrintWriter out = spec.commandLine().getOut();
    OnnxSummary.lines(model.imported()).forEach(line -> out.println(file + ": " + line));
    if (!strict.allowUnknown() && model.imported().coverage().isPartial()) {
      throw model.unknown("try --allow-unknown to count the rest");
    }
  }

  /** The named parameters; all but settings where none is named. */
  private Sweep space(Spec read) {
    sweep.forEach(name -> SweepOptions.requireParameter(name, read));
    List<String> varied = sweep.isEmpty() ? read.space().varied() : sweep;
    return new Sweep(read, read.defaults(), varied, reading.input());
  }

  private static long most(Spec read, Optional<Shape> input) {
    try {
      int nodes = Network.design(read, read.defaults(), input).graph().nodes().size();
      return Math.clamp(MOST_NODES / nodes, 1L, MOST_DESIGNS);
    } catch (SpecException e) {
      return MOST_DESIGNS; // The design is reported with the others that have this fault.
    }
  }

  private String check(Spec read) {
    DesignFaults faults = new DesignFaults();
    Optional<Shape> input = reading.input();
    long most = designs == null ? most(read, input) : designs;
    read.references().forEach(name -> Network.reference(read, name, read.defaults(), input));
    long[] checked = {0};
    Sweep space = space(read);
    space
        .designs()
        .limit(most)
        .takeWhile(_ -> faults.size() < MOST_FAULTS)
        .forEach(design -> {
          checked[0]++;
          try {
            Network.design(read, design, input);
            faults.sound();
          } catch (SpecException e) {
            faults.add(design.toString(), e.faults());
          }
        });
    faults.throwIfAny(faults.size() < MOST_FAULTS && checked[0] < most);
    BigInteger size = space.size();
    if (space.parameters().isEmpty()) {
      return "ok";
    }
    boolean all = checked[0] < most || size.equals(BigInteger.valueOf(checked[0]));
    BigInteger count = all ? BigInteger.valueOf(checked[0]) : size;
    return "ok, %d parameter%s, %s designs%s"
        .formatted(
            space.parameters().size(),
            space.parameters().size() == 1 ? "" : "s",
            Space.words(count),
            all ? "" : " (the first %,d checked)".formatted(checked[0]));
  }
}
