package convspectrum.spec.yaml;

import convspectrum.spec.fault.Excerpt;
import convspectrum.spec.fault.Fault;
import convspectrum.spec.fault.Location;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/** Says in a sentence why a text is not YAML. */
final class ScannerFault {
  /**
   * A message of the scanner or parser, in our words.
   *
   * @param context what its context contains; empty for any
   * @param problem what its problem contains
   * @param atContext whether the place to mend is where the context starts: the quote that is not
   *     closed, not the end of the file
   */
  private record Rule(
      String context, String problem, boolean atContext, String found, String expected) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "quoted scalar",
              "end of stream",
              true,
              "the quote that opens here is not closed",
              "a closing quote"),
          new Rule(
              "quoted scalar",
              "document separator",
              true,
              "the quote that opens here is not closed",
              "a closing quote"),
          new Rule(
              "double-quoted",
              "escape",
              false,
              "a '\\' is not followed by an escape that YAML knows",
              "'\\\\' for a backslash, or single quotes around the text"),
          new Rule(
              "double-quoted",
              "hexadecimal",
              false,
              "an escape in double quotes lacks hexadecimal digits",
              "'\\\\' for a backslash, or single quotes around the text"),
          new Rule(
              "flow sequence",
              "",
              true,
              "the '[' that opens here is not closed, or a ',' is missing in it",
              "',' between items and ']' after the last"),
          new Rule(
              "flow mapping",
              "",
              true,
              "the '{' that opens here is not closed, or a ',' is missing in it",
              "',' between entries and '}' after the last"),
          new Rule(
              "",
              "mapping values are not allowed",
              false,
              "a ':' cannot stand here",
              "each key on a line of its own, indented alike; try quotes around text that holds ': '"),
          new Rule(
              "",
              "could not find expected ':'",
              true,
              "what starts here has no ':'",
              "key: value; try another indentation"),
          new Rule(
              "",
              "sequence entries are not allowed",
              false,
              "a list item '-' cannot stand here",
              "it on a line of its own, indented as the others"),
          new Rule(
              "",
              "mapping keys are not allowed",
              false,
              "a key '?' cannot stand here",
              "it on a line of its own"),
          new Rule(
              "block collection",
              "",
              false,
              "this belongs neither to the list above nor to what is around it",
              "'- ' and the indentation of the other items; try to indent a field of the item above deeper"),
          new Rule(
              "block mapping",
              "",
              false,
              "this belongs neither to the mapping above nor to what is around it",
              "key: value and the indentation of the other keys"),
          new Rule("", "(TAB)", false, "a tab cannot stand here", "spaces"),
          new Rule(
              "",
              "<document start>",
              false,
              "this stands outside the document",
              "one value, a mapping or a list, for the whole file"),
          new Rule(
              "",
              "expected the node content",
              false,
              "a value is missing here",
              "a value; try quotes around text that starts with ',', ']', '}' or the like"),
          new Rule(
              "",
              "that cannot start any token",
              false,
              "a value cannot start with this character",
              "quotes around the text"),
          new Rule(
              "anchor",
              "",
              false,
              "an anchor has no proper name",
              "'&' and letters or digits; try quotes around text that starts with '&'"),
          new Rule(
              "alias",
              "",
              false,
              "an alias has no proper name",
              "'*' and letters or digits; try quotes around text that starts with '*'"),
          new Rule(
              "block scalar",
              "",
              false,
              "the text block's head is wrong",
              "'|' or '>' alone; try quotes around text that starts with it"));

  private ScannerFault() {}

  /**
   * What an exception of the parser says.
   *
   * @param last how far the reading went, for an exception that knows no place
   */
  static Fault of(RuntimeException exception, SourceText source, Location last) {
    if (exception instanceof YamlVersionException) {
      return new Fault(
          last,
          "",
          "the %YAML line asks for a version that is not 1.2",
          "%YAML 1.2, or no such line");
    }
    if (!(exception instanceof MarkedYamlEngineException marked)) {
      String reason = exception instanceof YamlEngineException ? exception.getMessage() : null;
      return new Fault(
          last,
          "",
          "not readable as YAML from here on" + (reason == null ? "" : ": " + Excerpt.of(reason)),
          "YAML 1.2");
    }
    Location problem = marked.getProblemMark().map(source::at).orElse(last);
    Location context = marked.getContextMark().map(source::at).orElse(problem);
    return tab(source, problem, context)
        .or(() -> worded(marked, problem, context))
        .orElseGet(() ->
            new Fault(problem, "", "not YAML: " + Excerpt.of(marked.getProblem()), "YAML 1.2"));
  }

  private static Optional<Fault> worded(
      MarkedYamlEngineException exception, Location problem, Location context) {
    String found = Optional.ofNullable(exception.getProblem()).orElse("");
    String where = Optional.ofNullable(exception.getContext()).orElse("");
    return RULES.stream()
        .filter(rule -> where.contains(rule.context) && found.contains(rule.problem))
        .findFirst()
        .map(rule -> new Fault(rule.atContext ? context : problem, "", rule.found, rule.expected));
  }

  /** A tab in the indentation near the fault is its cause, whatever the parser made of it. */
  private static Optional<Fault> tab(SourceText source, Location problem, Location context) {
    for (int line : new int[] {problem.line(), problem.line() - 1, context.line()}) {
      String text = line < 1 ? "" : source.line(line);
      int tab = text.indexOf('\t');
      if (tab >= 0 && text.substring(0, tab).isBlank() && !text.isBlank()) {
        return Optional.of(
            new Fault(
                new Location(source.name(), line, tab + 1),
                "",
                "a tab indents this line",
                "spaces: YAML does not indent with tabs"));
      }
    }
    return Optional.empty();
  }
}
