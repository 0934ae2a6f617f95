package convspectrum.cli.search;

import convspectrum.cli.model.ExportTarget;
import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.formats.pytorch.PyTorchHeader;
import convspectrum.formats.pytorch.PyTorchWriter;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.run.SearchResult;
import convspectrum.spec.Spec;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.parameter.Design;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Writes the best designs for other tools. */
final class WinnersOption {
  @Option(
      names = "--best",
      paramLabel = "N",
      description = "Write this many designs of the front, by the first objective; see --export.")
  private @Nullable Integer best;

  @Option(
      names = "--export",
      paramLabel = "FORMAT",
      completionCandidates = ExportTarget.Names.class,
      description = "How to write them: ${COMPLETION-CANDIDATES}. Default: yaml.")
  private @Nullable String format;

  void check() {
    if (best != null && best < 1) {
      throw new UsageException("--best " + best + ": expected 1 or more");
    }
    if (best == null && format != null) {
      throw new UsageException(
          "--export " + format + ": found no number of designs; try --best N with it");
    }
    target();
  }

  private ExportTarget target() {
    return Choice.of(
        "--export",
        format == null ? "yaml" : format,
        name -> Choice.named(ExportTarget.class, name));
  }

  /** Writes the files, {@code best-1.yaml} for the best design. */
  List<Path> write(SearchResult result, long seed, Path folder) {
    List<Path> files = new ArrayList<>();
    Integer count = best;
    if (count == null) {
      return files;
    }
    Sweep sweep = result.plan().sweep();
    for (SearchResult.FoundDesign found : result.best().stream().limit(count).toList()) {
      files.add(write(sweep, found.design(), seed, folder.resolve("best-" + (files.size() + 1))));
    }
    return files;
  }

  private Path write(Sweep sweep, Design design, long seed, Path stem) {
    Spec spec = sweep.spec();
    Network network = Network.design(spec, design, sweep.input());
    return switch (target()) {
      case ONNX -> {
        Path file = stem.resolveSibling(stem.getFileName() + ".onnx");
        OnnxWriter.write(network.graph(), network.weights().apply(seed), file);
        yield file;
      }
      case PYTORCH -> {
        Path file = stem.resolveSibling(stem.getFileName() + ".py");
        long macs = NetworkCost.of(network.graph(), CostOptions.DEFAULT).total().macs();
        PyTorchWriter.write(
            network.graph(),
            network.weights().apply(seed),
            new PyTorchHeader(Version.current(), design.toString(), seed, macs),
            file);
        yield file;
      }
      case YAML -> {
        Path file = stem.resolveSibling(stem.getFileName() + ".yaml");
        AtomicFile.write(
            file,
            sweep.input().isEmpty() ? spec.yaml(design) : spec.yaml(design, sweep.input().get()));
        yield file;
      }
    };
  }
}
