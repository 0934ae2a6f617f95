package convspectrum.reports.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text compiles with LaTeX's kernel and booktabs, as far as structure says: ASCII, known
 * commands alone, balanced braces, environments and mathematics, specials only where they mean what
 * they are, and as many cells in each row of a tabular as it has columns.
 */
public final class LatexCheck {
  private static final Set<String> COMMANDS =
      Set.of(
          "begin end setlength tabcolsep belowcaptionskip small caption label centering toprule midrule bottomrule textbf linewidth item footnotesize textbackslash textasciicircum textasciitilde textless textgreater textbar times div pm cdot leq geq neq approx infty rightarrow surd Delta mu alpha beta gamma epsilon lambda rho sigma tau circ lfloor rfloor ldots ss ae AE oe OE o O l L i u r H v c"
              .split(" "));
  private static final Pattern TOKEN =
      Pattern.compile("\\\\([A-Za-z]+|.)|[{}$&#_^~%\\n]|[^\\\\{}$&#_^~%\\n]+", Pattern.DOTALL);

  private final Deque<String> open = new ArrayDeque<>();
  private final List<String> faults = new ArrayList<>();
  private boolean math;
  private int columns = -1;
  private int cells;
  private int rows;

  private LatexCheck() {}

  /** What is wrong; empty where nothing is. */
  public static List<String> faults(String latex) {
    LatexCheck check = new LatexCheck();
    check.read(latex);
    return check.faults;
  }

  private void read(String latex) {
    latex
        .chars()
        .filter(c -> c > 0x7E || (c < ' ' && c != '\n'))
        .forEach(c -> faults.add("no ASCII: " + c));
    if (Pattern.compile("\\\\\\\\\\s*[\\[*]").matcher(latex).find()) {
      faults.add("a row begins with what its end takes for an argument");
    }
    String text = latex.replaceAll("(?m)^%.*$", "");
    Matcher tokens = TOKEN.matcher(text);
    int at = 0;
    while (tokens.find()) {
      if (tokens.start() != at) {
        faults.add("stray " + text.substring(at, tokens.start()));
      }
      at = tokens.end();
      token(tokens.group(), text, tokens.end());
    }
    if (at != text.length() || !open.isEmpty() || math) {
      faults.add("ends within " + open + (math ? " and mathematics" : ""));
    }
  }

  private void token(String token, String text, int end) {
    switch (token) {
      case "{" -> open.push("{");
      case "}" -> close("{");
      case "$" -> math = !math;
      case "&" -> cells++;
      case "#", "_", "%" -> faults.add("bare " + token);
      case "^" -> {
        if (!math) {
          faults.add("bare ^");
        }
      }
      case "\\\\" -> row();
      case "\\begin" -> begin(argument(text, end), text, end);
      case "\\end" -> {
        close(argument(text, end));
        if (argument(text, end).equals("tabular")) {
          columns = -1;
        }
      }
      default -> {
        if (token.startsWith("\\") && Character.isLetter(token.charAt(1))) {
          if (!COMMANDS.contains(token.substring(1))) {
            faults.add("unknown " + token);
          }
        } else if (token.startsWith("\\") && "{}$&#%_`'^~=.\"".indexOf(token.charAt(1)) < 0) {
          faults.add("unknown " + token);
        }
      }
    }
  }

  private void begin(String environment, String text, int end) {
    open.push(environment);
    if (environment.equals("tabular")) {
      String specification = text.substring(end + "{tabular}".length(), text.indexOf('\n', end));
      columns =
          specification
              .replace("@{}", "")
              .replaceAll("p\\{[^}]*\\}+?", "p")
              .replaceAll("[{}]", "")
              .length();
      cells = 0;
    }
  }

  private void row() {
    rows++;
    if (columns >= 0 && cells != columns - 1) {
      faults.add("row %d has %d cells of %d".formatted(rows, cells + 1, columns));
    }
    cells = 0;
  }

  private void close(String what) {
    if (open.isEmpty() || !open.pop().equals(what)) {
      faults.add("unexpected end of " + what);
    }
  }

  private static String argument(String text, int end) {
    return text.substring(end + 1, text.indexOf('}', end));
  }
}
