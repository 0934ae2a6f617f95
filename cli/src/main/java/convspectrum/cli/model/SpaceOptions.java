package convspectrum.cli.model;

import convspectrum.cli.usage.UsageException;
import convspectrum.search.design.Sweep;
import convspectrum.search.history.SpecText;
import convspectrum.search.work.SpacePart;
import convspectrum.spec.Spec;
import convspectrum.spec.zoo.Zoo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A space of designs: a spec, and which of its parameters vary. */
public final class SpaceOptions {
  @Mixin private ModelOptions options;

  @Parameters(
      paramLabel = "SPACE",
      arity = "0..1",
      description = "A spec with parameters (YAML file or zoo:NAME).")
  private String source = "";

  @Option(
      names = "--sweep",
      paramLabel = "NAME",
      split = ",",
      description =
          "Parameters that vary, by commas. Default: all that --set does not fix, but no setting.")
  private List<String> sweep = List.of();

  private @Nullable Sweep space;

  /** The space: what is named, or all that --set does not fix. */
  public Sweep sweep() {
    Sweep known = space;
    if (known == null) {
      if (source.isEmpty()) {
        throw new UsageException(
            "found no SPACE; expected a YAML file with parameters, or zoo:NAME");
      }
      if (ModelSource.isOnnx(source)) {
        throw new UsageException(
            source + ": found an ONNX file, which has no parameters; expected a spec; try explore");
      }
      ModelSource.requireFile(source, "a search that goes on reads its space");
      Spec read = ModelSource.spec(source);
      sweep.forEach(name -> SweepOptions.requireParameter(name, read));
      List<String> open =
          (sweep.isEmpty() ? read.space().varied() : sweep)
              .stream().filter(name -> !options.settings().containsKey(name)).toList();
      if (open.isEmpty()) {
        throw new UsageException(
            "%s leaves no parameter open, so that there is one design; expected more; try%s"
                    .formatted(read.name(), settings(read))
                + " convspectrum explore, which counts and measures it");
      }
      known = new Sweep(read, read.design(options.settings()), open, options.input());
      space = known;
    }
    return known;
  }

  private String settings(Spec read) {
    return read.parameters().stream()
        .filter(one -> one.isSetting() && !options.settings().containsKey(one.name()))
        .findFirst()
        .map(one -> " --sweep %s, which is a setting, or".formatted(one.name()))
        .orElse("");
  }

  /** The text of the spec. */
  public String text() {
    try {
      return source.startsWith(Zoo.PREFIX)
          ? Zoo.text(source.substring(Zoo.PREFIX.length()))
          : Files.readString(Path.of(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text with the name of the spec. */
  public SpecText named() {
    return SpecTexts.of(source, sweep().spec().name());
  }

  /** The space as text, for other machines. */
  public SpacePart part() {
    return SpacePart.of(sweep(), source, text());
  }

  /** Equal for spaces of equal text and input. */
  public String identity() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(text().getBytes(StandardCharsets.UTF_8));
      digest.update(options.input().toString().getBytes(StandardCharsets.UTF_8));
      return sweep().spec().name() + " " + HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** The settings of {@code --set}, and the names of {@code --sweep} if there are some. */
  public String fixed() {
    return options.settings() + (sweep.isEmpty() ? "" : ", searching " + sweep);
  }
}
