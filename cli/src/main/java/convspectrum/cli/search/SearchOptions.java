package convspectrum.cli.search;

import convspectrum.cli.model.ImagesOption;
import convspectrum.cli.model.SpaceOptions;
import convspectrum.cli.predict.LatencyTables;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.search.design.Network;
import convspectrum.search.design.SpaceFile;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.figure.KnownTable;
import convspectrum.search.figure.Objective;
import convspectrum.search.history.SpecText;
import convspectrum.search.scoring.ProxyFigures;
import convspectrum.search.scoring.ScoringOptions;
import convspectrum.search.scoring.images.ScoringImages;
import convspectrum.search.work.SpacePart;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The space that is searched, and for what. */
final class SearchOptions {
  /** What can be found out of any network in little time. */
  private static final List<String> DEFAULT = List.of("proxy", "macs");

  /** What stands around the names of figures in objectives and constraints. */
  private static final Pattern NAME_END = Pattern.compile("[:<>=,\\s]+");

  @Mixin private SpaceOptions space;
  @Mixin private TableOptions tables;
  @Mixin private ImagesOption images;
  @Mixin private LatencyTables latencyTables;

  @Option(
      names = "--objective",
      paramLabel = "NAME[:min|max][:log]",
      split = ",",
      description =
          "What to make small or large. Default: proxy,macs. One of params, macs, flops, live-params,"
              + " live-macs, bytes, peak-memory, RUNTIME-latency,"
              + " RUNTIME-latency@THREADS, RUNTIME-latency:int8, RUNTIME-predicted-latency (see 'predict'), trained (accuracy after a short training on --data), table.COLUMN, an accuracy proxy (see 'proxies list') or"
              + " proxy, which ranks by several. May be repeated.")
  private List<String> objectives = List.of();

  @Option(
      names = "--no-measure",
      description =
          "Do not measure the front of a search by predicted latency: what is predicted decides.")
  private boolean noMeasure;

  private boolean tableIsRead;
  private @Nullable KnownTable table;

  /** The space: what is named, or all that --set does not fix. */
  Sweep sweep() {
    return space.sweep();
  }

  /** The text of the spec. */
  SpecText text() {
    return space.named();
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
        .stream()
            .map(LatencyFigures::canonical)
            .map(text -> Choice.of("--objective", text, catalog::objective))
            .toList();
  }

  /** Whether a proxy is among the objectives or these constraints, as far as their names say. */
  boolean scores(List<String> constraints) {
    return asks(ProxyFigures.names()::contains, constraints);
  }

  /** Whether a figure of such a name is among the objectives or these constraints. */
  boolean asks(Predicate<String> name, List<String> constraints) {
    return Stream.concat(
            (objectives.isEmpty() ? DEFAULT : objectives).stream(), constraints.stream())
        .flatMap(text -> NAME_END.splitAsStream(text))
        .anyMatch(name);
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

  /** Where predicted latencies come from. */
  LatencyTables latencyTables() {
    return latencyTables;
  }

  /** Whether the front of a search by predicted latency is measured afresh. */
  boolean measuresFront() {
    return !noMeasure;
  }

  /** Whether such a figure is among the objectives or these constraints, as their names say. */
  boolean names(String figure, List<String> constraints) {
    return Stream.concat(objectives.stream(), constraints.stream())
        .anyMatch(text -> text.contains(figure));
  }

  /** The space as text, for other machines. */
  SpacePart part() {
    return space.part();
  }

  /** Equal for spaces of equal text and input. */
  String identity() {
    return space.identity();
  }

  /** A file about all designs of the space. */
  SpaceFile spaceFile(Path path) {
    return new SpaceFile(
        path, String.join("; ", "convspectrum " + Version.current(), identity(), fixed()));
  }

  /** The settings of {@code --set}, and the names of {@code --sweep} if there are some. */
  String fixed() {
    return space.fixed();
  }
}
