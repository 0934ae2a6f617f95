package convspectrum.cli.model;

import convspectrum.cli.usage.OutputFile;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.costmodel.NetworkCost;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.formats.onnx.annotate.AnnotatedFile;
import convspectrum.formats.onnx.annotate.Annotations;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.reports.annotate.NodeAnnotations;
import convspectrum.reports.annotate.NodeOwners;
import convspectrum.search.design.Network;
import convspectrum.search.profile.LayerTimes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether to write what was found beside the nodes of an ONNX file. */
public final class AnnotateOption {
  private static final String NAME = "--annotate";

  @Option(
      names = NAME,
      paramLabel = "FILE.onnx",
      description =
          "Write the model as ONNX, with what was found of each node in its metadata, which Netron"
              + " shows. A model that is an ONNX file stays as it is otherwise.")
  private @Nullable Path file;

  /** Whether it was asked for. */
  public boolean wanted() {
    return file != null;
  }

  /** Refuses a place where no such file can be written, before any work is done. */
  public void check() {
    if (file != null) {
      if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
        throw new UsageException("%s %s: expected a name that ends in .onnx".formatted(NAME, file));
      }
      OutputFile.check(NAME, file);
    }
  }

  /** Refuses a model that cannot be written there. */
  public void check(Model model) {
    if (file != null && model instanceof OnnxModel onnx) {
      if (isSame(file, onnx.file())) {
        throw new UsageException(
            "%s %s: found the model itself; expected another file, so that the model stays as it is"
                .formatted(NAME, file));
      }
      Set<String> data = onnx.imported().storage().files().keySet();
      if (!data.isEmpty() && !folder(file).equals(folder(onnx.file()))) {
        throw new UsageException(
            "%s %s: found weights in files beside %s (%s), which a copy in another folder does not find; try %s %s"
                .formatted(
                    NAME,
                    file,
                    onnx.file(),
                    String.join(", ", data.stream().limit(3).toList()),
                    NAME,
                    folder(onnx.file()).resolve(file.getFileName())));
      }
    }
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.exists(one) && Files.isSameFile(one, other);
    } catch (IOException e) {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null) {
      return file.toAbsolutePath();
    }
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder;
    }
  }

  /**
   * Writes it if asked to, and says where it is.
   *
   * @param cost of the model
   * @param times by runtime; none where nothing was measured
   * @param seed of random weights
   */
  public void write(
      Model model,
      NetworkCost cost,
      List<LayerTimes> times,
      Machine machine,
      Optional<MachineLimits> limits,
      long seed,
      PrintWriter err) {
    if (file == null) {
      return;
    }
    switch (model) {
      case OnnxModel onnx ->
          AnnotatedFile.copy(
              onnx.file(),
              file,
              annotations(
                  cost,
                  NodeOwners.of(onnx.file(), onnx.imported().coverage().isPartial()),
                  times,
                  machine,
                  limits));
      case SpecModel spec -> {
        Network network = spec.network();
        Annotations annotations = annotations(cost, NodeOwners.exported(), times, machine, limits);
        OnnxWriter.write(network.graph(), network.weights().apply(seed), file, annotations);
      }
    }
    err.println("wrote " + file);
  }

  private static Annotations annotations(
      NetworkCost cost,
      NodeOwners owners,
      List<LayerTimes> times,
      Machine machine,
      Optional<MachineLimits> limits) {
    return NodeAnnotations.of(cost, owners, times, machine, limits, Version.current());
  }
}
