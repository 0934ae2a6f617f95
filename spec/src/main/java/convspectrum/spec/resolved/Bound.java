package convspectrum.spec.resolved;

import convspectrum.spec.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known where a value stands.
 *
 * @param open names of the own block's parameters whose arguments are not known here
 * @param arguments those of the own block that is written out here, by parameter
 * @param repetitions the repeats around it whose repetitions are told apart, outermost first
 */
record Bound(Set<String> open, Map<String, Object> arguments, List<Repetition> repetitions) {
  /** Outside of own blocks. */
  static final Bound NOTHING = new Bound(Set.of(), Map.of(), List.of());

  Bound {
    open = Set.copyOf(open);
    arguments = Map.copyOf(arguments);
    repetitions = List.copyOf(repetitions);
  }

  /**
   * One repetition.
   *
   * @param path the way to the repeat's fields, {@code layers[1].repeat}
   * @param index from 0
   */
  record Repetition(String path, int index) {}

  /** Inside an own block that stays a block. */
  static Bound open(List<String> parameters) {
    return new Bound(Set.copyOf(parameters), Map.of(), List.of());
  }

  Bound with(String parameter, Object argument) {
    Map<String, Object> more = new HashMap<>(arguments);
    more.put(parameter, argument);
    return new Bound(open, more, repetitions);
  }

  Bound in(Repetition repetition) {
    List<Repetition> more = new ArrayList<>(repetitions);
    more.add(repetition);
    return new Bound(open, arguments, more);
  }

  /** The name of the parameter that a choice in place is: its path with the repetitions in it. */
  String parameter(YamlNode choice) {
    String path = choice.path();
    StringBuilder name = new StringBuilder();
    int written = 0;
    for (Repetition repetition : repetitions) {
      int end = repetition.path().length();
      name.append(path, written, end).append('[').append(repetition.index()).append(']');
      written = end;
    }
    return name.append(path.substring(written)).toString();
  }
}
