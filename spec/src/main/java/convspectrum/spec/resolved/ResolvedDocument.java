package convspectrum.spec.resolved;

import convspectrum.spec.binding.BlockTypes;
import convspectrum.spec.binding.RecordType;
import convspectrum.spec.block.InputShape;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.template.Document;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import convspectrum.spec.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One design of a space as a document of its own. Parameters, choices and switches are replaced by
 * what the design takes; a {@code repeat} whose repetitions choose differently is written out. What
 * depends on the channels that come in stays a formula. References and the baseline are left out:
 * the document is one network.
 */
public final class ResolvedDocument {
  private static final int COMMENT = 300;

  private final Document document;
  private final YamlMap root;
  private final OwnBlocks blocks;
  private final BodyResolver bodies;

  private ResolvedDocument(Document document, Design design) {
    this.document = document;
    this.root = (YamlMap) document.root();
    this.blocks = new OwnBlocks(root.get("blocks"));
    this.bodies = new BodyResolver(new Resolution(document, design), blocks);
  }

  /**
   * The design as YAML.
   *
   * @param design one that has a graph
   * @param input replaces the shape that the document says
   */
  public static String yaml(Document document, Design design, Optional<Shape> input) {
    YamlMap resolved = new ResolvedDocument(document, design).map(input);
    return comment(document, design) + YamlWriter.write(resolved);
  }

  private static String comment(Document document, Design design) {
    String settings = design.toString();
    if (settings.isEmpty()) {
      return "";
    }
    String line = "One design of " + document.name() + ": " + settings;
    StringBuilder text = new StringBuilder("# ");
    line.codePoints()
        .limit(COMMENT)
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
        .forEach(text::appendCodePoint);
    return text.append(line.length() > COMMENT ? "…" : "").append('\n').toString();
  }

  private YamlMap map(Optional<Shape> input) {
    YamlNode layers = bodies.body(Objects.requireNonNull(root.get("layers")), Bound.NOTHING);
    List<YamlMap.Entry> used = blocks.resolved(bodies);
    List<YamlMap.Entry> entries = new ArrayList<>();
    entries.add(entry("name", text(document.name())));
    document.about().ifPresent(text -> entries.add(entry("about", text(text))));
    document.source().ifPresent(text -> entries.add(entry("source", text(text))));
    entries.add(entry("input", input.map(this::shape).orElseGet(this::input)));
    if (root.get("defaults") instanceof YamlMap defaults) {
      entries.add(entry("defaults", defaults(defaults)));
    }
    if (!used.isEmpty()) {
      entries.add(entry("blocks", new YamlMap(root.location(), "blocks", used)));
    }
    entries.add(entry("layers", layers));
    return new YamlMap(root.location(), root.path(), entries);
  }

  /** The keys whose values are text for people, in which no name stands. */
  private YamlNode text(String text) {
    return new YamlScalar(root.location(), root.path(), text, text, -1);
  }

  private YamlMap.Entry entry(String key, YamlNode value) {
    return Steps.entry(root, key, value);
  }

  private YamlNode input() {
    YamlNode written = Objects.requireNonNull(root.get("input"));
    return bodies.fields(written, RecordType.of(InputShape.class), Bound.NOTHING);
  }

  private YamlNode shape(Shape shape) {
    List<Long> dims = Arrays.stream(shape.toArray()).mapToObj(dim -> (long) dim).toList();
    return Resolution.literal(root, dims);
  }

  private YamlNode defaults(YamlMap defaults) {
    return new YamlMap(
        defaults.location(),
        defaults.path(),
        defaults.entries().stream()
            .map(entry ->
                entry(
                    entry.key(),
                    bodies.fields(
                        entry.value(), BlockTypes.find(entry.key()).orElseThrow(), Bound.NOTHING)))
            .toList());
  }
}
