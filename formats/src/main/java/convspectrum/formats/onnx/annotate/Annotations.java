package convspectrum.formats.onnx.annotate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Texts for the nodes of an ONNX file and for the file as a whole. All keys begin with {@value
 * #PREFIX}; an earlier annotation of the same file is replaced.
 *
 * @param model key and text, in order
 * @param nodes by the name of a node, or that of its first output where it has no name, key and
 *     text in order
 * @param others what a node says that has no texts of its own: of its name, and of the name of the
 *     nearest node with texts whose name its own continues with a {@code /}, which is empty where
 *     there is none; an empty text adds nothing. The key is {@value #NOTE}
 */
public record Annotations(
    Map<String, String> model,
    Map<String, Map<String, String>> nodes,
    BinaryOperator<String> others) {
  /** What all keys begin with. */
  public static final String PREFIX = "convspectrum.";

  /** The key of what is said of a node without figures. */
  public static final String NOTE = PREFIX + "note";

  public Annotations {
    model = Collections.unmodifiableMap(new LinkedHashMap<>(model));
    nodes = Map.copyOf(nodes);
  }

  /** The texts of a node of this name. */
  Map<String, String> of(String name) {
    Map<String, String> texts = nodes.get(name);
    if (texts != null) {
      return texts;
    }
    String note = others.apply(name, owner(name).orElse(""));
    return note.isEmpty() ? Map.of() : Map.of(NOTE, note);
  }

  private Optional<String> owner(String name) {
    String candidate = name;
    while (candidate.lastIndexOf('/') > 0) {
      candidate = candidate.substring(0, candidate.lastIndexOf('/'));
      if (nodes.containsKey(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
