package convspectrum.formats.pytorch;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The construction of a module.
 *
 * @param callee the class
 * @param arguments of its constructor
 * @param children modules inside it, of {@code nn.Sequential}; they stand instead of arguments
 * @param comment where in the spec it is from; may be empty
 */
record Call(String callee, List<Argument> arguments, List<Call> children, String comment) {
  private static final int LINE = 96;

  Call {
    arguments = List.copyOf(arguments);
    children = List.copyOf(children);
  }

  static Call of(String callee, Argument... arguments) {
    return new Call(callee, List.of(arguments), List.of(), "");
  }

  /** The modules one after the other; a single module stands for itself. */
  static Call sequence(List<Call> calls) {
    return calls.size() == 1 ? calls.getFirst() : new Call("nn.Sequential", List.of(), calls, "");
  }

  Call commented(String text) {
    return new Call(callee, arguments, children, text);
  }

  /** The arguments of it and of all inside it, in the order of the text. */
  Stream<Argument> allArguments() {
    return Stream.concat(arguments.stream(), children.stream().flatMap(Call::allArguments));
  }

  /** The same with other arguments, which {@code change} is asked for in the order of the text. */
  Call mapped(UnaryOperator<Argument> change) {
    return new Call(
        callee,
        arguments.stream().map(change).toList(),
        children.stream().map(child -> child.mapped(change)).toList(),
        comment);
  }

  /** The shape: everything except the values. Constructions of one shape can share a class. */
  String shape() {
    return callee
        + arguments.stream().map(Argument::name).collect(Collectors.joining(",", "(", ")"))
        + children.stream().map(Call::shape).collect(Collectors.joining(",", "[", "]"));
  }

  /** As Python writes it where the line begins with {@code indent} and {@code before}. */
  String text(String indent, String before, String after) {
    String remark = comment.isEmpty() ? "" : "  # " + comment;
    if (!children.isEmpty()) {
      String inner = indent + "    ";
      return indent
          + before
          + callee
          + "("
          + remark
          + "\n"
          + children.stream().map(child -> child.text(inner, "", ",")).collect(Collectors.joining())
          + indent
          + ")"
          + after
          + "\n";
    }
    List<String> written =
        arguments.stream().map(Argument::text).filter(text -> !text.isEmpty()).toList();
    String line = indent + before + callee + "(" + String.join(", ", written) + ")" + after;
    if (line.length() <= LINE || written.size() < 2) {
      return line + remark + "\n";
    }
    String separator = ",\n" + indent + "    ";
    return indent
        + before
        + callee
        + "("
        + remark
        + "\n"
        + indent
        + "    "
        + String.join(separator, written)
        + ",\n"
        + indent
        + ")"
        + after
        + "\n";
  }
}
