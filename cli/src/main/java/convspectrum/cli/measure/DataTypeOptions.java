package convspectrum.cli.measure;

import convspectrum.cli.usage.Choice;
import convspectrum.cli.usage.UsageException;
import convspectrum.costmodel.DataType;
import convspectrum.spec.quantised.WeightRange;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The types that networks are run in. */
public final class DataTypeOptions {
  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      split = ",",
      defaultValue = "f32",
      description =
          "Type of weights and values, by commas: f32, int8. Default: ${DEFAULT-VALUE}. Several stand"
              + " beside each other, as runtimes do.")
  private List<String> words = List.of("f32");

  @Option(
      names = "--weight-range",
      paramLabel = "RANGE",
      defaultValue = "auto",
      completionCandidates = Ranges.class,
      description =
          "Of --dtype int8, how much of 8 bits weights use: full (±127), reduced (±63), or auto, which"
              + " is reduced where the CPU has no VNNI. Default: ${DEFAULT-VALUE}.")
  private String range = "auto";

  /** The words that {@code --weight-range} takes, for help and completion. */
  static final class Ranges implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Choice.names(WeightRange.class).iterator();
    }
  }

  /** The types, each once, in the order in which they are named. */
  public List<DataType> types() {
    Set<DataType> types = new LinkedHashSet<>();
    words.forEach(word -> types.add(type(word)));
    return List.copyOf(types);
  }

  /** The only type. */
  public DataType one() {
    List<DataType> types = types();
    if (types.size() > 1) {
      throw new UsageException(
          "--dtype %s: found %d types; expected one; try one command for each"
              .formatted(String.join(",", words), types.size()));
    }
    return types.getFirst();
  }

  /** How much of their 8 bits weights use. */
  public WeightRange weights() {
    return Choice.of("--weight-range", range, word -> Choice.named(WeightRange.class, word));
  }

  /**
   * The type that a word means.
   *
   * @throws UsageException where no runtime computes with it
   */
  public static DataType type(String word) {
    return switch (word) {
      case "f32", "float32" -> DataType.FLOAT32;
      case "int8" -> DataType.INT8;
      case "bf16", "bfloat16" ->
          throw new UsageException(
              "--dtype %s: no runtime here computes with bfloat16 on this CPU; expected f32 or int8"
                  .formatted(word));
      default -> throw new UsageException("--dtype %s: expected f32 or int8".formatted(word));
    };
  }
}
