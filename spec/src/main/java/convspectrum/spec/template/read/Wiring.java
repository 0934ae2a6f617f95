package convspectrum.spec.template.read;

import convspectrum.spec.binding.RecordType;
import convspectrum.spec.block.Add;
import convspectrum.spec.block.Concat;
import convspectrum.spec.block.Join;
import convspectrum.spec.block.Multiply;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.template.Template;
import convspectrum.spec.template.Term;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of one body, and who takes whose result. */
final class Wiring {
  private static final String INPUT = "input";
  private static final List<String> JOINS =
      Stream.of(Add.class, Concat.class, Multiply.class).map(RecordType::nameOf).toList();

  private final Reading reading;
  private final Map<String, Integer> defined = new HashMap<>();
  private final Map<String, Integer> later = new HashMap<>();

  Wiring(Reading reading, YamlList body) {
    this.reading = reading;
    defined.put(INPUT, -1);
    for (int i = 0; i < body.items().size(); i++) {
      if (body.items().get(i) instanceof YamlMap map && map.get("as") instanceof YamlScalar name) {
        later.putIfAbsent(name.text(), i);
      }
    }
  }

  /** The steps that {@code from} names, or the one before; null where it is wrong. */
  @Nullable List<Integer> from(YamlMap step, int index) {
    YamlNode written = step.get("from");
    if (written == null) {
      return List.of(index - 1);
    }
    List<YamlNode> names = written instanceof YamlList list ? list.items() : List.of(written);
    if (names.isEmpty()) {
      reading.fault(written, "found an empty list", "expected a name or a list of names");
      return null;
    }
    List<Integer> from = new ArrayList<>();
    for (YamlNode node : names) {
      String name = reading.text(node, "a name that an earlier block has by 'as', or input");
      Integer source = name == null ? null : defined.get(name);
      if (source != null) {
        from.add(source);
      } else if (name != null) {
        reading.fault(
            node,
            later.containsKey(name) ? "'" + name + "' comes later" : "unknown name '" + name + "'",
            later.containsKey(name)
                ? "the result of an earlier block"
                : Suggestions.didYouMean(name, defined.keySet()));
      }
    }
    return from.size() < names.size() ? null : from;
  }

  Optional<Join> join(YamlMap step) {
    YamlNode written = step.get("join");
    if (written == null) {
      return Optional.empty();
    }
    String word = reading.text(written, "add, concat or multiply");
    if (word == null) {
      return Optional.empty();
    }
    for (Join join : Join.values()) {
      if (BodyReader.wordOf(join).equals(word)) {
        return Optional.of(join);
      }
    }
    reading.fault(written, "found '" + word + "'", "expected add, concat or multiply");
    return Optional.empty();
  }

  /** Notes the step's {@code as}; returns what node names call it. */
  String define(YamlMap step, int index) {
    YamlNode written = step.get("as");
    String name = written == null ? null : reading.text(written, "a name");
    if (name == null || written == null) {
      return Integer.toString(index);
    }
    if (!name.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
      reading.fault(written, "found '" + name + "'", "expected letters, digits, _ and -");
    } else if (name.equals(INPUT) || defined.putIfAbsent(name, index) != null) {
      reading.fault(written, "the name '" + name + "' is taken", "another name");
    }
    return name;
  }

  /** Whether several sources have a join, and a join has several sources. */
  boolean check(YamlNode step, List<Integer> from, Optional<Join> join, Template template) {
    boolean joins =
        template instanceof Template.OfBlock(Term.Built(_, var type, _, _))
            && JOINS.contains(type.name());
    if (joins && from.size() < 2) {
      reading.fault(step, "found one input", "from: [a, b], two names or more");
      return false;
    }
    YamlNode saidJoin = step instanceof YamlMap map ? map.get("join") : null;
    if (saidJoin != null && (joins || from.size() < 2)) {
      reading.fault(
          saidJoin,
          joins ? "found beside a block that joins" : "found with one input",
          joins ? "one or the other" : "from: [a, b], two names or more");
      return false;
    }
    YamlNode written = step instanceof YamlMap map ? map.get("from") : null;
    if (written != null && from.size() > 1 && join.isEmpty() && !joins && saidJoin == null) {
      reading.fault(written, "found " + from.size() + " names", "join: add, concat or multiply");
      return false;
    }
    return true;
  }
}
