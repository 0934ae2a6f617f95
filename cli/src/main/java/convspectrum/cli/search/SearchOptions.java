package convspectrum.cli.search;

import convspectrum.cli.model.ImagesOption;
import convspectrum.cli.model.ModelOptions;
import convspectrum.cli.model.ModelSource;
import convspectrum.cli.model.SweepOptions;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.UsageException;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.figure.KnownTable;
import convspectrum.search.figure.Objective;
import convspectrum.search.scoring.ProxyFigures;
import convspectrum.search.scoring.ScoringImages;
import convspectrum.search.scoring.ScoringOptions;
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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The space that is searched, and for what. */
final class SearchOptions {
  /** What can be found out of any network in little time. */
  private static final List<String> DEFAULT = List.of("proxy", "macs");

  /** What stands around the names of figures in objectives and constraints. */
  private static final Pattern NAME_END = Pattern.compile("[:<>=,\\s]+");

  @Mixin private ModelOptions options;
  @Mixin private TableOptions tables;
  @Mixin private ImagesOption images;

  @Parameters(
      paramLabel = "SPACE",
      arity = "0..1",
      description = "A spec with parameters (YAML file or zoo:NAME).")
  private String source = "";

  @Option(
      names = "--objective",
      paramLabel = "NAME[:min|max][:log]",
      split = ",",
      description =
          "What to make small or large. Default: proxy,macs. One of params, macs, flops, bytes, peak-memory, RUNTIME-latency,"
              + " RUNTIME-latency@THREADS, table.COLUMN, an accuracy proxy (see 'proxies list') or"
              + " proxy, which ranks by several. May be repeated.")
  private List<String> objectives = List.of();

  @Option(
      names = "--sweep",
      paramLabel = "NAME",
      split = ",",
      description =
          "Parameters to search, by commas. Default: all that --set does not fix, but no setting.")
  private List<String> sweep = List.of();

  private @Nullable Sweep space;
  private boolean tableIsRead;
  private @Nullable KnownTable table;

  /** The space: what is named, or all that --set does not fix. */
  Sweep sweep() {
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

  Optional<KnownTable> table() {
    if (!tableIsRead) {
      table = tables.read(sweep()).orElse(null);
      tableIsRead = true;
    }
    return Optional.ofNullable(table);
  }

  /** The objectives, at least one. */
  List<Objective> objectives(FigureCatalog catalog) {
    if (objectives.isEmpty() && table().isPresent()) {
      throw new UsageException(
          "found no --objective; expected columns of the table, such as table.COLUMN:max, or some of "
              + String.join(", ", catalog.names()));
    }
    return (objectives.isEmpty() ? DEFAULT : objectives)
        .stream().map(text -> Choice.of("--objective", text, catalog::objective)).toList();
  }

  /** Whether a proxy is among the objectives or these constraints, as far as their names say. */
  boolean scores(List<String> constraints) {
    List<String> proxies = ProxyFigures.names();
    return Stream.concat(
            (objectives.isEmpty() ? DEFAULT : objectives).stream(), constraints.stream())
        .flatMap(text -> NAME_END.splitAsStream(text))
        .anyMatch(proxies::contains);
  }

  /** The images to score with, none where they are random. */
  Optional<ScoringImages> images() {
    Optional<ScoringImages> read = images.read(ScoringOptions.DEFAULT_BATCH);
    ImagesOption.requireFit(
        ScoringOptions.of(List.of(), read),
        Network.design(sweep().spec(), sweep().base(), sweep().input()));
    return read;
  }

  /** Refuses images where nothing is scored. */
  void checkImages(List<String> constraints) {
    if (images.isGiven() && !scores(constraints)) {
      throw new UsageException(
          "--images: found no proxy among the objectives and constraints, which is what images are"
              + " for; try --objective proxy,macs");
    }
  }

  TableOptions tables() {
    return tables;
  }

  /** Equal for spaces of equal text and input. */
  String identity() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          source.startsWith(Zoo.PREFIX)
              ? Zoo.text(source.substring(Zoo.PREFIX.length())).getBytes(StandardCharsets.UTF_8)
              : Files.readAllBytes(Path.of(source)));
      digest.update(options.input().toString().getBytes(StandardCharsets.UTF_8));
      return sweep().spec().name() + " " + HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings of {@code --set}, and the names of {@code --sweep} if there are some. */
  String fixed() {
    return options.settings() + (sweep.isEmpty() ? "" : ", searching " + sweep);
  }
}
