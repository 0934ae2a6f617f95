package convspectrum.spec.yaml;

import convspectrum.spec.fault.Excerpt;
import convspectrum.spec.fault.Fault;
import convspectrum.spec.fault.Faults;
import convspectrum.spec.fault.Location;
import convspectrum.spec.fault.SpecException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Makes nodes of the events of a text.
 *
 * <p>It reads snakeyaml-engine's events, not the tokens that Jackson makes of them: those no longer
 * tell a quoted scalar from a plain one, where an anchor or a second document is, nor a number as
 * it was written.
 */
final class Composer {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Limits.BYTES + 1).build();

  private final SourceText source;
  private final Iterator<Event> events;
  private final Faults faults = new Faults();
  private final Anchors anchors = new Anchors(this::fault);
  private Location last;
  private int nodes;

  Composer(SourceText source) {
    this.source = source;
    this.events = new Parse(SETTINGS).parseString(source.text()).iterator();
    this.last = new Location(source.name(), 1, 1);
  }

  /** The document, or all its faults. */
  RawNode compose() {
    next(); // This event is the start of the stream.
    if (!(next() instanceof DocumentStartEvent)) {
      throw nothing();
    }
    Event first = next();
    RawNode root = node(first, PathStep.ROOT, 0);
    if (root instanceof RawNode.Scalar(_, Object value, String text, _)
        && value == null
        && text.isEmpty()
        && faults.isEmpty()) {
      throw nothing();
    }
    next(); // This event is the end of the document.
    if (next() instanceof DocumentStartEvent) {
      fault(last, PathStep.ROOT, "a second document starts here", "one document in a file");
    }
    faults.throwIfAny();
    return root;
  }

  private SpecException nothing() {
    return refuse(
        new Location(source.name(), 1, 1),
        PathStep.ROOT,
        source.text().isBlank() ? "the file is empty" : "the file holds no values",
        "a YAML document");
  }

  private RawNode node(Event event, PathStep path, int depth) {
    nodes++;
    requireNodes(path);
    return switch (event) {
      case AliasEvent alias -> anchors.resolve(alias.getAlias().getValue(), last, path);
      case ScalarEvent scalar -> anchors.named(scalar.getAnchor(), scalar(scalar, path));
      case SequenceStartEvent start -> {
        open(start.getTag(), "tag:yaml.org,2002:seq", path, depth);
        anchors.open(start.getAnchor());
        yield anchors.close(start.getAnchor(), sequence(path, depth));
      }
      case MappingStartEvent start -> {
        open(start.getTag(), "tag:yaml.org,2002:map", path, depth);
        anchors.open(start.getAnchor());
        yield anchors.close(start.getAnchor(), mapping(path, depth));
      }
      default -> throw new IllegalStateException("not a node: " + event);
    };
  }

  private void requireNodes(PathStep path) {
    if (nodes > Limits.NODES) {
      throw refuse(last, path, "the document is too large", "at most " + Limits.NODES + " values");
    }
  }

  private void open(Optional<String> tag, String allowed, PathStep path, int depth) {
    if (depth >= Limits.DEPTH) {
      throw refuse(
          last,
          path,
          "lists and mappings are nested too deeply",
          "at most " + Limits.DEPTH + " levels");
    }
    tag.filter(name -> !name.equals(allowed)).ifPresent(name -> refuseTag(name, path));
  }

  private RawNode sequence(PathStep path, int depth) {
    Location start = last;
    List<RawNode> items = new ArrayList<>();
    for (Event event = next(); !(event instanceof SequenceEndEvent); event = next()) {
      items.add(node(event, path.item(items.size()), depth + 1));
    }
    return new RawNode.Sequence(start, items);
  }

  private RawNode mapping(PathStep path, int depth) {
    Location start = last;
    MappingEntries entries = new MappingEntries(path, this::fault);
    for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
      Location keyLocation = last;
      boolean merges =
          event instanceof ScalarEvent key && key.isPlain() && key.getValue().equals("<<");
      RawNode key = node(event, path, depth + 1);
      String word = merges ? "<<" : entries.word(key, keyLocation);
      RawNode value = node(next(), path.key(word == null ? "?" : word), depth + 1);
      if (merges) {
        nodes += entries.merge(value, keyLocation, Limits.NODES - nodes);
        requireNodes(path);
      } else if (word != null) {
        entries.add(word, keyLocation, value);
      }
    }
    return new RawNode.Mapping(start, entries.entries());
  }

  private RawNode scalar(ScalarEvent event, PathStep path) {
    Location location = last;
    String text = event.getValue();
    requirePrintable(text, location, path);
    int start = start(event);
    String tag = event.getTag().orElse(event.isPlain() ? "" : "!");
    switch (tag) {
      case "!", "tag:yaml.org,2002:str" -> {
        return new RawNode.Scalar(location, text, text, start);
      }
      case "" -> {}
      default -> refuseTag(tag, path);
    }
    try {
      return new RawNode.Scalar(location, CoreSchema.value(text), text, start);
    } catch (NumberFormatException e) {
      fault(
          location,
          path,
          "the number " + Excerpt.of(text) + " " + e.getMessage(),
          "a finite number of 64 bits; try quotes around a text");
      return new RawNode.Faulty(location);
    }
  }

  /** Escapes such as "\\e" write characters that the text itself may not hold. */
  private void requirePrintable(String text, Location location, PathStep path) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (Character.isISOControl(character) && character != '\n' && character != '\t') {
        fault(
            location,
            path,
            "the character U+%04X does not print".formatted((int) character),
            "text without control characters");
        return;
      }
    }
  }

  /** Columns from where an event starts to its text; -1 where the two do not run in step. */
  private static int start(ScalarEvent event) {
    if (event.getStartMark().isEmpty() || event.getEndMark().isEmpty()) {
      return -1;
    }
    Mark from = event.getStartMark().get();
    Mark to = event.getEndMark().get();
    int quotes = event.isPlain() ? 0 : 2;
    int length = event.getValue().codePointCount(0, event.getValue().length());
    boolean inStep =
        from.getLine() == to.getLine() && to.getIndex() - from.getIndex() == length + quotes;
    return inStep ? quotes / 2 : -1;
  }

  private void refuseTag(String tag, PathStep path) {
    String shown = Excerpt.of(tag.replaceFirst("^tag:yaml\\.org,2002:", "!!"));
    fault(last, path, "the tag '" + shown + "' has no meaning here", "the value without a tag");
  }

  /** The next event; {@link #last} is then its place. */
  private Event next() {
    try {
      Event event = events.next();
      event.getStartMark().map(source::at).ifPresent(start -> last = start);
      return event;
    } catch (RuntimeException e) {
      // All exceptions are caught, not only the parser's own, because a text must never end in a
      // stack trace.
      addFault(ScannerFault.of(e, source, last));
      throw new SpecException(faults.sorted());
    }
  }

  private SpecException refuse(Location at, PathStep path, String problem, String expected) {
    addFault(new Fault(at, path.text(), problem, expected));
    return new SpecException(faults.sorted());
  }

  private void fault(Location at, PathStep path, String problem, String expected) {
    addFault(new Fault(at, path.text(), problem, expected));
    if (faults.size() >= Limits.FAULTS) {
      throw refuse(at, path, "the rest is left unread after " + Limits.FAULTS + " faults", "");
    }
  }

  private void addFault(Fault fault) {
    faults.add(fault);
  }

  /** Takes the faults that parts of the composer find. */
  @FunctionalInterface
  interface Sink {
    void add(Location location, PathStep path, String problem, String expected);
  }
}
