package convspectrum.cli.model;

import convspectrum.cli.usage.Listing;
import convspectrum.cli.usage.UsageException;
import convspectrum.search.design.Network;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.zoo.Zoo;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where models come from: specs in files and in the zoo, and ONNX files. */
public sealed interface ModelSource {
  /** Name of the example spec that is used where none is given. */
  String EXAMPLE = "spectrum.yaml";

  /**
   * A spec, which may leave parameters open.
   *
   * @param spec what was read
   * @param argument which may fix parameters of this model alone
   */
  record OfSpec(Spec spec, ModelArgument argument) implements ModelSource {
    @Override
    public boolean has(String parameter) {
      return spec.space().contains(parameter);
    }

    @Override
    public Model model(List<ModelSource> all, ModelOptions options, PrintWriter err) {
      Map<String, String> settings = new LinkedHashMap<>(options.settings());
      settings.keySet().removeIf(name -> !has(name) && all.stream().anyMatch(one -> one.has(name)));
      settings.putAll(argument.settings());
      SpecModel model = new SpecModel(spec, spec.design(settings), options.input(), argument);
      List<String> open =
          spec.parameters().stream()
              .filter(
                  parameter -> !parameter.isSetting() && !settings.containsKey(parameter.name()))
              .map(parameter -> defaulted(parameter, model))
              .toList();
      if (!open.isEmpty()) {
        err.println(
            "note: %s leaves %s open; taken as %s (choose with --set NAME=VALUE)"
                .formatted(
                    spec.name(),
                    open.size() == 1 ? "a parameter" : open.size() + " parameters",
                    Listing.few(open)));
      }
      return model;
    }

    private static String defaulted(Parameter parameter, SpecModel model) {
      return "%s=%s (of %d)"
          .formatted(
              parameter.name(), model.design().value(parameter.name()).text(), parameter.size());
    }
  }

  /** An ONNX file, which has no parameters. */
  record OfOnnx(OnnxModel read, ModelArgument argument) implements ModelSource {
    @Override
    public boolean has(String parameter) {
      return false;
    }

    @Override
    public Model model(List<ModelSource> all, ModelOptions options, PrintWriter err) {
      argument.settings().keySet().forEach(this::refuse);
      options.settings().keySet().stream()
          .filter(name -> all.stream().noneMatch(one -> one.has(name)))
          .forEach(this::refuse);
      Network network = read.network();
      network
          .gaps()
          .rounding()
          .ifPresent(text -> err.println("note: " + network.name() + ": " + text));
      return read;
    }

    private void refuse(String name) {
      throw SpecException.ofFile(
          read.file().toString(),
          "unknown parameter '" + name + "'",
          "none: an ONNX file has no parameters");
    }
  }

  /** Whether it has a parameter of this name. */
  boolean has(String parameter);

  /**
   * The model that it is with these options.
   *
   * @param all the models of the command, one of which must have each parameter that is set
   * @param err is told which parameters keep their defaults, and which networks stand for quantised
   *     ones
   */
  Model model(List<ModelSource> all, ModelOptions options, PrintWriter err);

  /** What an argument names: {@code zoo:NAME}, an ONNX file by its name, or a spec in a file. */
  static ModelSource read(String argument, ModelOptions options) {
    ModelArgument model = ModelArgument.of(argument);
    model.settings(); // refuses what is mistyped before a large file is read
    return isOnnx(model.source())
        ? new OfOnnx(OnnxModel.read(model.source(), options.onnx()), model)
        : new OfSpec(read(model.source()), model);
  }

  /** Whether an argument names an ONNX file. */
  static boolean isOnnx(String argument) {
    return !argument.startsWith(Zoo.PREFIX) && argument.toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  /**
   * The spec that an argument names, all of whose designs are asked for.
   *
   * @throws UsageException where the argument fixes parameters as that of a model does
   */
  static Spec spec(String argument) {
    ModelArgument model = ModelArgument.of(argument);
    if (!model.fixed().isEmpty()) {
      throw new UsageException(
          "%s: found parameters behind '#', which fix those of a MODEL; expected a SPEC; try %s --set %s"
              .formatted(argument, model.source(), model.fixed()));
    }
    return read(argument);
  }

  private static Spec read(String argument) {
    if (argument.startsWith(Zoo.PREFIX)) {
      return Zoo.spec(argument.substring(Zoo.PREFIX.length()));
    }
    if (isStream(argument)) {
      return stream(argument);
    }
    try {
      return Spec.read(Path.of(argument));
    } catch (SpecException e) {
      List<String> networks = Files.exists(Path.of(argument)) ? List.of() : networks(argument);
      if (!networks.isEmpty()) {
        throw SpecException.ofFile(
            argument, "there is no such file", "did you mean " + Listing.few(networks) + "?");
      }
      if (holdsOnnx(Path.of(argument))) {
        throw SpecException.ofFile(
            argument,
            "is not YAML; it seems to hold an ONNX model",
            "a name that ends in .onnx for an ONNX file");
      }
      throw e;
    }
  }

  /**
   * Whether an argument names an open stream of this process: {@code -} for standard input, or what
   * a shell gives for {@code <(command)}. It can be read once.
   */
  static boolean isStream(String argument) {
    return argument.equals("-")
        || argument.equals("/dev/stdin")
        || argument.startsWith("/dev/fd/")
        || argument.startsWith("/proc/self/fd/");
  }

  /** Refuses a stream where other processes or a later run have to read the same again. */
  static void requireFile(String argument, String reader) {
    if (isStream(argument) || isStream(argument.split("#", 2)[0])) {
      throw new UsageException(
          "%s: found a stream, which can be read once, and %s again; expected a file"
              .formatted(argument, reader));
    }
  }

  private static Spec stream(String argument) {
    if (argument.equals("-")) {
      return Spec.read("<stdin>", System.in);
    }
    try (InputStream in = Files.newInputStream(Path.of(argument))) {
      return Spec.read(argument.equals("/dev/stdin") ? "<stdin>" : argument, in);
    } catch (IOException e) {
      throw SpecException.ofFile(argument, "cannot be read: " + e.getMessage(), "a YAML document");
    }
  }

  /** The networks of the zoo that the name of a missing file may have meant. */
  private static List<String> networks(String argument) {
    boolean isPath = argument.indexOf('/') >= 0 || argument.matches(".*\\.(ya?ml|onnx)");
    return isPath
        ? List.of()
        : Zoo.similar(argument).stream().map(name -> Zoo.PREFIX + name).toList();
  }

  /**
   * Whether a file begins as exporters begin a model: with field 1, the version of the format. YAML
   * has no such character.
   */
  private static boolean holdsOnnx(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(2);
      return start.length == 2 && start[0] == 0x08 && start[1] > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The example spec: one Xception layer across the whole spectrum. */
  static Spec example() {
    return Spec.parse("examples/" + EXAMPLE, exampleText());
  }

  /** Its text. */
  static String exampleText() {
    try (InputStream in = ModelSource.class.getResourceAsStream("examples/" + EXAMPLE)) {
      if (in == null) {
        throw new IllegalStateException(EXAMPLE + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
