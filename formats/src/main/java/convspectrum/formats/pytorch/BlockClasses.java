package convspectrum.formats.pytorch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The classes of a file's blocks. Blocks that differ in the values of arguments alone share one,
 * and what differs becomes a parameter of its constructor; arguments that are equal in every such
 * block share a parameter.
 */
final class BlockClasses {
  private static final Set<String> CHANNELS =
      Set.of(
          "in_channels",
          "out_channels",
          "num_features",
          "in_features",
          "out_features",
          "channels",
          "groups");

  private final PythonNames names;
  private final Map<String, Family> families = new LinkedHashMap<>();

  BlockClasses(PythonNames names) {
    this.names = names;
  }

  /** The blocks that share a shape. */
  private static final class Family {
    final String name;
    final String block;
    final List<ModuleClass> members = new ArrayList<>();
    final List<List<String>> values = new ArrayList<>();

    Family(String name, String block) {
      this.name = name;
      this.block = block;
    }

    /** The argument at {@code place}, over all members. */
    Column column(int place, Argument argument) {
      boolean channels = CHANNELS.contains(argument.name());
      return new Column(
          channels ? "channels" : argument.name(),
          values.stream().map(row -> row.get(place)).toList());
    }
  }

  /**
   * An argument over all blocks of a shape. Numbers of channels that are always equal are one
   * parameter; padding that happens to equal the groups is another.
   */
  private record Column(String kind, List<String> values) {
    boolean varies() {
      return values.stream().distinct().count() > 1;
    }
  }

  /**
   * Adds a block and returns its number, which stands for its construction until all blocks are
   * known.
   */
  Ticket add(String block, ModuleClass members) {
    Family family =
        families.computeIfAbsent(
            block + "\n" + members.shape(), _ -> new Family(names.ofClass(block, "Block"), block));
    family.members.add(members);
    family.values.add(
        members.calls().stream().flatMap(Call::allArguments).map(Argument::value).toList());
    return new Ticket(family.name, family.members.size() - 1);
  }

  /**
   * A block that was added.
   *
   * @param className the class that it is of
   * @param member which of that class's blocks it is
   */
  record Ticket(String className, int member) {}

  /** The classes as Python, and how each block is constructed. */
  List<String> write(Map<Ticket, Call> constructions) {
    List<String> classes = new ArrayList<>();
    for (Family family : families.values()) {
      classes.add(write(family, constructions));
    }
    return classes;
  }

  private static String write(Family family, Map<Ticket, Call> constructions) {
    ModuleClass first = family.members.getFirst();
    List<Argument> places = first.calls().stream().flatMap(Call::allArguments).toList();
    PythonNames names = PythonNames.ofArguments();
    Map<Column, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < places.size(); i++) {
      Column column = family.column(i, places.get(i));
      if (column.varies() && !parameters.containsKey(column)) {
        parameters.put(column, names.attribute(places.get(i).name()));
      }
    }
    int[] place = {0};
    List<Call> calls =
        first.calls().stream()
            .map(call ->
                call.mapped(argument -> {
                  String parameter = parameters.get(family.column(place[0]++, argument));
                  return parameter == null ? argument : argument.with(parameter);
                }))
            .toList();
    for (int member = 0; member < family.members.size(); member++) {
      List<Argument> arguments = new ArrayList<>();
      for (Map.Entry<Column, String> parameter : parameters.entrySet()) {
        // An empty text means that there is no default, and that the argument is written with its
        // name.
        arguments.add(
            Argument.optional(parameter.getValue(), parameter.getKey().values().get(member), ""));
      }
      constructions.put(
          new Ticket(family.name, member),
          Call.of(family.name, arguments.toArray(Argument[]::new)));
    }
    return first.text(
        family.name,
        PythonNames.comment(family.block),
        List.copyOf(parameters.values()),
        calls,
        "");
  }

  /** The constructions, to be looked up by ticket. */
  static Map<Ticket, Call> constructions() {
    return new HashMap<>();
  }
}
