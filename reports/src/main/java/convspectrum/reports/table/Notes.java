package convspectrum.reports.table;

import convspectrum.costmodel.DataType;
import convspectrum.executor.Runtimes;
import convspectrum.executor.runtime.InferenceRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the figures of a table came about.
 *
 * @param facts such as convention, machine, protocol, in the order to be shown
 * @param warnings whole sentences that nobody should miss
 */
public record Notes(List<Fact> facts, List<String> warnings) {
  /** Words that are written as they are, wherever they stand. */
  private static final Set<String> NAMES =
      Stream.concat(
              Stream.of("convspectrum"),
              Runtimes.all().stream()
                  .flatMap(runtime -> Stream.of(runtime, Runtimes.of(runtime, DataType.INT8)))
                  .map(InferenceRuntime::name))
          .collect(Collectors.toUnmodifiableSet());

  /**
   * One fact about how the figures came about.
   *
   * @param key stable, for machines: {@code cost_convention}
   * @param value for people and machines: {@code paper: 1 MAC = one multiply-accumulate}
   */
  public record Fact(String key, String value) {
    /** The key for people: {@code Cost convention}. */
    public String label() {
      String words = key.replace('_', ' ').replace("macs", "MACs").replace("flops", "FLOPs");
      boolean isName = NAMES.contains(words.split(" ", 2)[0]);
      return words.isEmpty() || isName
          ? words
          : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
  }

  /** Copies. */
  public Notes {
    facts = List.copyOf(facts);
    warnings = List.copyOf(warnings);
  }

  /** Notes that say nothing. */
  public static Notes none() {
    return new Notes(List.of(), List.of());
  }

  /** A copy of these notes with one more fact. */
  public Notes with(String key, String value) {
    List<Fact> more = new ArrayList<>(facts);
    more.add(new Fact(key, value));
    return new Notes(more, warnings);
  }

  /** These notes, followed by the others. */
  public Notes with(Notes others) {
    List<Fact> more = new ArrayList<>(facts);
    more.addAll(others.facts);
    List<String> warned = new ArrayList<>(warnings);
    warned.addAll(others.warnings);
    return new Notes(more, warned);
  }

  /** A copy of these notes with one more warning. */
  public Notes withWarning(String warning) {
    List<String> more = new ArrayList<>(warnings);
    more.add(warning);
    return new Notes(facts, more);
  }
}
