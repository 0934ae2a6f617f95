package convspectrum.spec.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/**
 * Writes a tree as a document that {@link YamlReader} reads as equal values. What fits on a line
 * stands on one, as specs are written by hand: {@code - conv: {out: 64, kernel: 3}}; lists of
 * blocks have a line each.
 */
public final class YamlWriter {
  private static final int LINE = 96;
  private static final int INDENT = 2;

  private final List<Event> events = new ArrayList<>();

  /** Whether all texts can be written as they are: a byte order mark inside one cannot. */
  private boolean unicode = true;

  private YamlWriter() {}

  /** The document, ended by a line break. */
  public static String write(YamlNode root) {
    YamlWriter writer = new YamlWriter();
    writer.events.add(new StreamStartEvent());
    writer.events.add(new DocumentStartEvent(false, Optional.empty(), Map.of()));
    writer.node(root, 0, false, true);
    writer.events.add(new DocumentEndEvent(false));
    writer.events.add(new StreamEndEvent());
    DumpSettings settings =
        DumpSettings.builder()
            .setIndent(INDENT)
            .setIndicatorIndent(INDENT)
            .setIndentWithIndicator(true)
            .setWidth(10 * LINE)
            .setSplitLines(false)
            .setUseUnicodeEncoding(writer.unicode)
            .build();
    return new Present(settings).emitToString(writer.events.iterator());
  }

  private void node(YamlNode node, int column, boolean inFlow, boolean isItem) {
    switch (node) {
      case YamlScalar scalar -> scalar(scalar);
      case YamlList list -> {
        boolean flow = inFlow || fits(list, column);
        events.add(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style(flow)));
        list.items().forEach(item -> node(item, column + INDENT, flow, true));
        events.add(new SequenceEndEvent());
      }
      case YamlMap map -> {
        boolean flow = inFlow || !(isItem && map.entries().size() == 1) && fits(map, column);
        events.add(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style(flow)));
        for (YamlMap.Entry entry : map.entries()) {
          text(entry.key());
          node(entry.value(), column + INDENT, flow, false);
        }
        events.add(new MappingEndEvent());
      }
    }
  }

  private static FlowStyle style(boolean flow) {
    return flow ? FlowStyle.FLOW : FlowStyle.BLOCK;
  }

  private void scalar(YamlScalar scalar) {
    switch (scalar.value()) {
      case null -> plain("null");
      case String text -> text(text);
      case Long _, Double _, Boolean _ -> plain(scalar.text());
      default -> throw new IllegalArgumentException("not a YAML scalar: " + scalar);
    }
  }

  /** Quoted where it would else be read as something other than a text, or not as this one. */
  private void text(String text) {
    boolean hidden = text.codePoints().anyMatch(YamlWriter::isHidden);
    unicode &= text.indexOf(0xFEFF) < 0;
    if (hidden) {
      scalar(text, ScalarStyle.DOUBLE_QUOTED);
    } else if (isText(text)) {
      plain(text);
    } else {
      scalar(text, ScalarStyle.SINGLE_QUOTED);
    }
  }

  /** What does not print, or ends a line for some readers. */
  private static boolean isHidden(int c) {
    return Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
  }

  private static boolean isText(String plain) {
    try {
      return plain.equals(CoreSchema.value(plain)) && !plain.equals("<<");
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void plain(String text) {
    scalar(text, ScalarStyle.PLAIN);
  }

  private void scalar(String text, ScalarStyle style) {
    events.add(
        new ScalarEvent(
            Optional.empty(), Optional.empty(), new ImplicitTuple(true, true), text, style));
  }

  /**
   * Whether a collection stands on one line: it is short, and holds no list of mappings, nor itself
   * more than two levels of collections. The document has its lines.
   */
  private static boolean fits(YamlNode node, int column) {
    return isEmpty(node)
        || column > 0 && depth(node) <= 2 && !holdsBlocks(node) && column + width(node) <= LINE;
  }

  private static boolean isEmpty(YamlNode node) {
    return switch (node) {
      case YamlScalar _ -> true;
      case YamlList list -> list.items().isEmpty();
      case YamlMap map -> map.entries().isEmpty();
    };
  }

  private static int depth(YamlNode node) {
    return switch (node) {
      case YamlScalar _ -> 0;
      case YamlList list -> 1 + list.items().stream().mapToInt(YamlWriter::depth).max().orElse(0);
      case YamlMap map ->
          1 + map.entries().stream().mapToInt(entry -> depth(entry.value())).max().orElse(0);
    };
  }

  private static boolean holdsBlocks(YamlNode node) {
    return switch (node) {
      case YamlScalar _ -> false;
      case YamlList list -> list.items().stream().anyMatch(YamlMap.class::isInstance);
      case YamlMap map -> map.entries().stream().anyMatch(entry -> holdsBlocks(entry.value()));
    };
  }

  private static int width(YamlNode node) {
    return switch (node) {
      case YamlScalar scalar -> scalar.text().length() + 2;
      case YamlList list -> 2 + list.items().stream().mapToInt(YamlWriter::width).sum();
      case YamlMap map ->
          2
              + map.entries().stream()
                  .mapToInt(entry -> entry.key().length() + 2 + width(entry.value()))
                  .sum();
    };
  }
}
