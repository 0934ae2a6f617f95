package convspectrum.formats.pytorch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names that Python takes, each once in its scope. */
final class PythonNames {
  private static final int LONGEST = 60;

  /** The keywords of Python 3, soft ones included. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "case",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "match",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "type",
          "while",
          "with",
          "yield");

  /** What {@code nn.Module} of PyTorch 2 calls its own; a submodule of that name would hide it. */
  private static final Set<String> MODULE =
      Set.of(
          "T_destination",
          "add_module",
          "apply",
          "bfloat16",
          "buffers",
          "call_super_init",
          "children",
          "compile",
          "cpu",
          "cuda",
          "double",
          "dump_patches",
          "eval",
          "extra_repr",
          "float",
          "forward",
          "get_buffer",
          "get_extra_state",
          "get_parameter",
          "get_submodule",
          "half",
          "ipu",
          "load_state_dict",
          "modules",
          "mtia",
          "named_buffers",
          "named_children",
          "named_modules",
          "named_parameters",
          "parameters",
          "register_backward_hook",
          "register_buffer",
          "register_forward_hook",
          "register_forward_pre_hook",
          "register_full_backward_hook",
          "register_full_backward_pre_hook",
          "register_load_state_dict_post_hook",
          "register_load_state_dict_pre_hook",
          "register_module",
          "register_parameter",
          "register_state_dict_post_hook",
          "register_state_dict_pre_hook",
          "requires_grad_",
          "self",
          "set_extra_state",
          "set_submodule",
          "share_memory",
          "state_dict",
          "to",
          "to_empty",
          "train",
          "training",
          "type",
          "xpu",
          "zero_grad");

  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> last = new HashMap<>();

  private PythonNames(Set<String> reserved) {
    taken.addAll(KEYWORDS);
    taken.addAll(reserved);
  }

  /** Names of attributes of a module. */
  static PythonNames ofAttributes() {
    return new PythonNames(MODULE);
  }

  /** Names of classes. */
  static PythonNames ofClasses() {
    Set<String> reserved = new HashSet<>(Set.of("torch", "nn", "F"));
    Arrays.stream(SupportClass.values()).map(SupportClass::className).forEach(reserved::add);
    return new PythonNames(reserved);
  }

  /** Names of arguments. */
  static PythonNames ofArguments() {
    return new PythonNames(Set.of("self", "torch", "nn", "F"));
  }

  /** The text as a name in snake case, numbered where it is taken. */
  String attribute(String text) {
    String snake = words(text).toLowerCase(Locale.ROOT);
    return unique(begun(snake.isEmpty() ? "layer" : snake, "part_"), "_");
  }

  /** The text as a name in camel case, numbered where it is taken. */
  String ofClass(String text, String otherwise) {
    StringBuilder camel = new StringBuilder();
    for (String word : words(text).split("_", -1)) {
      if (!word.isEmpty()) {
        camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return unique(begun(camel.isEmpty() ? otherwise : camel.toString(), otherwise), "");
  }

  private static String begun(String name, String prefix) {
    return Character.isDigit(name.charAt(0)) ? prefix + name : name;
  }

  private String unique(String name, String joint) {
    String candidate = name;
    int number = last.getOrDefault(name, 1);
    while (!taken.add(candidate)) {
      number++;
      candidate = name + joint + number;
    }
    last.put(name, number);
    return candidate;
  }

  /** Letters, digits and single underscores of ASCII. */
  private static String words(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
    return plain.length() <= LONGEST ? plain : plain.substring(plain.length() - LONGEST);
  }

  /** The part of two dotted names that they begin with alike; empty where they differ at once. */
  static String common(String a, String b) {
    List<String> left = List.of(a.split("\\.", -1));
    List<String> right = List.of(b.split("\\.", -1));
    int same = 0;
    while (same < Math.min(left.size(), right.size()) && left.get(same).equals(right.get(same))) {
      same++;
    }
    return String.join(".", left.subList(0, same));
  }

  /** A text that fits in a comment: one line, without control characters. */
  static String comment(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(300)
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }
}
