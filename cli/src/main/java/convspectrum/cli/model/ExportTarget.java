package convspectrum.cli.model;

import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.UsageException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a model can be written as, and what such files are called. */
public enum ExportTarget {
  /** A model with its weights. */
  ONNX(".onnx"),
  /** A module to be trained. */
  PYTORCH(".py"),
  /** A spec that leaves nothing open. */
  YAML(".yaml", ".yml");

  /** The words that {@code --to} takes, for help and completion. */
  public static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Choice.names(ExportTarget.class).iterator();
    }
  }

  private final List<String> endings;

  ExportTarget(String... endings) {
    this.endings = List.of(endings);
  }

  /**
   * What {@code --to} and the name of the file say; where they contradict each other, nothing is
   * guessed.
   *
   * @param to {@code --to}, if it was given
   */
  public static ExportTarget of(Optional<String> to, Path out) {
    Optional<ExportTarget> byName =
        Arrays.stream(values()).filter(target -> target.names(out)).findFirst();
    if (to.isEmpty()) {
      return byName.orElseThrow(() ->
          new UsageException(
              ("--out %1$s: found a name that does not say what to write; expected one that ends in"
                      + " %3$s; try --to %2$s")
                  .formatted(
                      out,
                      String.join(", ", Choice.names(ExportTarget.class)),
                      Arrays.stream(values())
                          .flatMap(target -> target.endings.stream())
                          .reduce((a, b) -> a + ", " + b)
                          .orElseThrow())));
    }
    ExportTarget wanted =
        Choice.of("--to", to.get(), name -> Choice.named(ExportTarget.class, name));
    if (byName.isPresent() && byName.get() != wanted) {
      throw new UsageException(
          "--to %s writes %s files, but --out %s is named as --to %s; try to change one of the two"
              .formatted(wanted.word(), wanted.ending(), out, byName.get().word()));
    }
    return wanted;
  }

  /** What the name of such a file ends in. */
  public String ending() {
    return endings.getFirst();
  }

  private boolean names(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return endings.stream().anyMatch(name::endsWith);
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
