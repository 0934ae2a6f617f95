package convspectrum.cli.measure;

import convspectrum.cli.usage.UsageException;
import convspectrum.search.substitution.LayerDesigns;
import convspectrum.search.substitution.SpatialConvolutions;
import convspectrum.search.substitution.Substitution;
import convspectrum.spec.fault.Choices;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.graph.Node;
import convspectrum.spec.written.OpenGroups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code --apply} asks for: which convolutions are cut, and into how many segments.
 *
 * @param substitutions in execution order; of a convolution whose segments are a parameter with the
 *     fewest possible
 * @param parameters by convolution the parameter that stands for its segments
 */
record AppliedSegments(List<Substitution> substitutions, Map<Node, String> parameters) {
  /** The word for a segment for each channel. */
  static final String DEPTHWISE = "depthwise";

  private static final Pattern PARAMETER = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");

  /**
   * The replacements that some {@code LAYER=S} ask for. A layer with {@code *} stands for all whose
   * names fit, of which each gets the possible count nearest to S; a later one replaces an earlier.
   * For S may stand {@code $NAME}, a parameter of the spec that is written.
   *
   * @throws UsageException where one is malformed, or fits no convolution, or its count is not
   *     possible
   */
  static AppliedSegments of(List<String> given, SpatialConvolutions convolutions) {
    Map<Node, Substitution> byNode = new LinkedHashMap<>();
    Map<Node, String> parameters = new LinkedHashMap<>();
    for (String text : given) {
      int equals = text.lastIndexOf('=');
      if (equals < 1) {
        throw new UsageException(
            "--apply %s: found no '='; expected LAYER=SEGMENTS; try --apply '*=depthwise'"
                .formatted(text));
      }
      String name = text.substring(0, equals);
      String segments = text.substring(equals + 1).strip();
      Matcher parameter = PARAMETER.matcher(segments);
      boolean open = parameter.matches();
      if (!open) {
        check("--apply " + text, segments, "a whole number above 1, depthwise or $NAME");
      }
      for (Node node : named(text, name, convolutions)) {
        if (open) {
          parameters.put(node, parameter.group(1));
          byNode.put(node, new Substitution(node, Substitution.possible(node).getFirst()));
        } else {
          parameters.remove(node);
          byNode.put(node, substitution(text, node, segments, name.indexOf('*') >= 0));
        }
      }
    }
    return new AppliedSegments(
        convolutions.nodes().stream().flatMap(node -> Stream.ofNullable(byNode.get(node))).toList(),
        parameters);
  }

  /** A replacement in a line. */
  String line(Substitution one) {
    String parameter = parameters.get(one.node());
    return "%s: %s, segments=%s"
        .formatted(
            one.node().name(),
            LayerDesigns.words(one.node()),
            parameter == null ? Integer.toString(one.segments()) : "$" + parameter);
  }

  /** What the spec of the changed network leaves open. */
  OpenGroups open() {
    Map<String, String> groups = new LinkedHashMap<>();
    Map<String, Integer> channels = new LinkedHashMap<>();
    parameters.forEach((node, name) -> {
      groups.put(Substitution.spatialName(node), name);
      channels.merge(name, node.inputShape().channels(), Math::max);
    });
    return new OpenGroups(groups, channels);
  }

  /** Refuses what is neither a count nor the word. */
  static void check(String option, String segments, String expected) {
    if (segments.equals(DEPTHWISE)) {
      return;
    }
    if (!segments.matches("[0-9]{1,9}")) {
      throw new UsageException(
          "%s: found '%s' as segments; expected %s".formatted(option, segments, expected));
    }
    if (Integer.parseInt(segments) < 2) {
      throw new UsageException(
          "%s: found %s as segments, which is a regular convolution; expected %s"
              .formatted(option, segments, expected));
    }
  }

  private static List<Node> named(String text, String name, SpatialConvolutions convolutions) {
    Pattern pattern =
        Pattern.compile(
            Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
            Pattern.DOTALL);
    List<Node> found =
        convolutions.nodes().stream()
            .filter(node -> pattern.matcher(node.name()).matches())
            .toList();
    if (found.isEmpty()) {
      List<String> names = convolutions.nodes().stream().map(Node::name).toList();
      throw new UsageException(
          "--apply %s: found no regular spatial convolution '%s'; expected one of %s%s"
              .formatted(
                  text,
                  name,
                  Choices.some(names),
                  Suggestions.nearest(name, names)
                      .map(near -> "; did you mean '" + near + "'?")
                      .orElse("; try 'suggest' without --apply, which lists them")));
    }
    return found;
  }

  private static Substitution substitution(
      String text, Node node, String segments, boolean several) {
    int channels = node.inputShape().channels();
    int wanted = segments.equals(DEPTHWISE) ? channels : Integer.parseInt(segments);
    List<Integer> possible = Substitution.possible(node);
    if (!several && !possible.contains(wanted)) {
      List<Object> choices = new ArrayList<>(possible);
      choices.add(DEPTHWISE);
      throw new UsageException(
          "--apply %s: found %d segments of %d channels; expected a divisor: %s"
              .formatted(text, wanted, channels, Choices.all(choices)));
    }
    return new Substitution(node, Substitution.nearest(node, wanted));
  }
}
