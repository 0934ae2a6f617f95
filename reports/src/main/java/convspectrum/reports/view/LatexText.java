package convspectrum.reports.view;

import convspectrum.reports.table.VisibleText;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as LaTeX source of ASCII characters alone, which every engine, input encoding and font
 * encoding typesets: specials are escaped, accents are commands, symbols of mathematics stand in
 * mathematics. What there is no command for is named by its code point, {@code [U+7573]}: pdfLaTeX
 * would stop at it.
 */
final class LatexText {
  /** Two of these become another character: two hyphens a dash. */
  private static final String LIGATURES = "-',";

  /** An exponent behind a digit, its sign in mathematics already. */
  private static final Pattern EXPONENT = Pattern.compile("(?<=[0-9])e(\\$-\\$)?([0-9]+)");

  private static final Map<Integer, String> COMMANDS = new HashMap<>();

  /** Commands for the combining marks that Unicode's canonical decomposition leaves. */
  private static final Map<Integer, String> ACCENTS =
      Map.ofEntries(
          Map.entry(0x300, "\\`"),
          Map.entry(0x301, "\\'"),
          Map.entry(0x302, "\\^"),
          Map.entry(0x303, "\\~"),
          Map.entry(0x304, "\\="),
          Map.entry(0x306, "\\u"),
          Map.entry(0x307, "\\."),
          Map.entry(0x308, "\\\""),
          Map.entry(0x30A, "\\r"),
          Map.entry(0x30B, "\\H"),
          Map.entry(0x30C, "\\v"),
          Map.entry(0x327, "\\c"));

  static {
    put("\\", "\\textbackslash{}");
    put("{", "\\{");
    put("}", "\\}");
    put("$", "\\$");
    put("&", "\\&");
    put("#", "\\#");
    put("%", "\\%");
    put("_", "\\_");
    put("^", "\\textasciicircum{}");
    put("~", "\\textasciitilde{}");
    put("<", "\\textless{}");
    put(">", "\\textgreater{}");
    put("|", "\\textbar{}");
    put("\"", "{''}");
    // Behind the end of a row these two would be taken for its arguments.
    put("[", "{[}");
    put("]", "{]}");
    put("*", "{*}");
    put("`", "{`}");
    put("–", "--");
    put("—", "---");
    put("−", "$-$");
    put("×", "$\\times$");
    put("÷", "$\\div$");
    put("±", "$\\pm$");
    put("·", "$\\cdot$");
    put("≤", "$\\leq$");
    put("≥", "$\\geq$");
    put("≠", "$\\neq$");
    put("≈", "$\\approx$");
    put("∞", "$\\infty$");
    put("→", "$\\rightarrow$");
    put("√", "$\\surd$");
    put("Δ", "$\\Delta$");
    put("µ", "$\\mu$");
    put("μ", "$\\mu$");
    put("α", "$\\alpha$");
    put("β", "$\\beta$");
    put("γ", "$\\gamma$");
    put("ε", "$\\epsilon$");
    put("λ", "$\\lambda$");
    put("ρ", "$\\rho$");
    put("σ", "$\\sigma$");
    put("τ", "$\\tau$");
    put("²", "$^{2}$");
    put("³", "$^{3}$");
    put("°", "$^{\\circ}$");
    put("⌊", "$\\lfloor$");
    put("⌋", "$\\rfloor$");
    put("…", "\\ldots{}");
    put("‘", "`");
    put("’", "'");
    put("“", "``");
    put("”", "''");
    put("ß", "\\ss{}");
    put("æ", "\\ae{}");
    put("Æ", "\\AE{}");
    put("œ", "\\oe{}");
    put("Œ", "\\OE{}");
    put("ø", "\\o{}");
    put("Ø", "\\O{}");
    put("ł", "\\l{}");
    put("Ł", "\\L{}");
    put("ı", "\\i{}");
    put("\u00A0", "~");
  }

  private LatexText() {}

  private static void put(String character, String command) {
    COMMANDS.put(character.codePointAt(0), command);
  }

  /** The text in one line. */
  static String of(String text) {
    int[] points =
        Normalizer.normalize(VisibleText.of(text), Normalizer.Form.NFC).codePoints().toArray();
    StringBuilder latex = new StringBuilder(text.length());
    int before = 0;
    for (int c : points) {
      if (c == before && LIGATURES.indexOf(c) >= 0) {
        latex.append("{}");
      }
      latex.append(of(c));
      before = c;
    }
    return latex.toString();
  }

  /** A number, or an interval behind one: hyphens are signs, and {@code e7} is a power of ten. */
  static String number(String text) {
    String latex = of(text.replace('-', '−')).replace("{[}", "[").replace("{]}", "]");
    return EXPONENT
        .matcher(latex)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                "$\\times 10^{%s%s}$"
                    .formatted(found.group(1) == null ? "" : "-", found.group(2))));
  }

  private static String of(int c) {
    String command = COMMANDS.get(c);
    if (command != null) {
      return command;
    }
    if (c >= ' ' && c < 0x7F) {
      return Character.toString(c);
    }
    int[] parts =
        Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD).codePoints().toArray();
    boolean accented =
        parts.length == 2
            && parts[0] < 0x7F
            && Character.isLetter(parts[0])
            && ACCENTS.containsKey(parts[1]);
    return accented
        ? ACCENTS.get(parts[1]) + "{" + Character.toString(parts[0]) + "}"
        : "{[}U+%04X{]}".formatted(c);
  }
}
