package convspectrum.cli.model;

import convspectrum.cli.usage.Listing;
import convspectrum.cli.usage.UsageException;
import convspectrum.costmodel.CostOptions;
import convspectrum.reports.design.DesignSource;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.history.SpecText;
import convspectrum.spec.Spec;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.parameter.Space;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that choose designs of a spec. */
public final class SweepOptions {
  @Mixin private ModelOptions options;

  @Parameters(
      paramLabel = "SPEC",
      arity = "0..1",
      description = "A spec (YAML file, or zoo:NAME) or an ONNX file.")
  private @Nullable String source;

  @Option(
      names = "--sweep",
      paramLabel = "NAME",
      split = ",",
      description =
          "Parameters to sweep, by commas. Default: all that --set does not fix, but no"
              + " setting.")
  private List<String> sweep = List.of();

  @Option(
      names = "--max-designs",
      paramLabel = "N",
      defaultValue = "500",
      description = "Refuse a larger sweep. Default: ${DEFAULT-VALUE}.")
  private int most;

  @Option(
      names = "--distinct",
      description = "Leave out designs that denote a function that a design before them denotes.")
  private boolean distinct;

  private Optional<Sweep> space = Optional.empty();

  /** Whether it is a spec, and no ONNX file. */
  public boolean isSpace() {
    return source == null || !ModelSource.isOnnx(source);
  }

  /** The argument that names the spec or file; none for the bundled example. */
  public List<String> models() {
    return Optional.ofNullable(source).stream().toList();
  }

  /** The designs of a spec, once they are laid out. */
  public Optional<Sweep> space() {
    return space;
  }

  /** Where the designs come from, once they are laid out. */
  public DesignSource source() {
    // What came from a stream is gone: a design is exported from its own document.
    Optional<String> model =
        Optional.ofNullable(source).filter(word -> !ModelSource.isStream(word));
    return new DesignSource(space, model, options.settings(), options.inputText());
  }

  /** The text that the designs of this name come from; they were read from no stream. */
  public SpecText text(String name) {
    return source == null ? SpecTexts.example(name) : SpecTexts.of(source, name);
  }

  /** Refuses options that are wrong for every spec, before a spec is read. */
  public void check() {
    if (most < 1) {
      throw new UsageException("--max-designs " + most + ": expected at least 1");
    }
  }

  /**
   * Reads the spec and counts its designs.
   *
   * @param whole whether they are to be run, so that nothing of them may be missing
   */
  public Designs designs(boolean whole, PrintWriter err) {
    if (isSpace()) {
      Spec read = source == null ? ModelSource.example() : ModelSource.spec(source);
      Sweep designs = sweep(read);
      space = Optional.of(designs);
      Designs all = Designs.of(designs, CostOptions.DEFAULT);
      return distinct ? all.withoutRepeats() : all;
    }
    String file = Objects.requireNonNull(source);
    Model model = whole ? Model.readWhole(file, options, err) : Model.read(file, options, err);
    Network network = model.network();
    sweep.forEach(name -> requireParameter(name, List.of(), network.name()));
    return Designs.ofNetworks(List.of(network), CostOptions.DEFAULT);
  }

  /** Refuses a name in {@code --sweep} that is no parameter of a spec. */
  public static void requireParameter(String name, Spec read) {
    requireParameter(name, read.parameters().stream().map(Parameter::name).toList(), read.name());
  }

  private static void requireParameter(String name, List<String> names, String model) {
    if (!names.contains(name)) {
      throw new UsageException(
          "--sweep %s: %s has no such parameter; %s"
              .formatted(
                  name,
                  model,
                  names.isEmpty() ? "it has none" : "expected one of " + Listing.few(names)));
    }
  }

  private Sweep sweep(Spec read) {
    List<String> names = read.parameters().stream().map(Parameter::name).toList();
    for (String name : sweep) {
      requireParameter(name, names, read.name());
      if (options.settings().containsKey(name)) {
        throw new UsageException(
            "--sweep " + name + ": found a --set that fixes it; try only one of the two");
      }
    }
    List<String> swept =
        sweep.isEmpty()
            ? read.space().varied().stream()
                .filter(name -> !options.settings().containsKey(name))
                .toList()
            : sweep;
    Sweep designs = new Sweep(read, read.design(options.settings()), swept, options.input());
    if (designs.designs().limit(most + 1L).count() > most) {
      throw new UsageException(
          ("%s has up to %s designs; expected at most --max-designs %d; try to sweep fewer"
                  + " parameters (--sweep a,b), to fix some (--set name=value), or to raise the limit")
              .formatted(read.name(), Space.words(designs.size()), most));
    }
    return designs;
  }
}
