package convspectrum.reports.html;

import static convspectrum.reports.html.HtmlText.escape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What came out, as a section: sentences of one subject stand together under its name. */
final class HtmlSummary {
  private static final Pattern SUBJECT = Pattern.compile("([^\\s:]+): (.+)", Pattern.DOTALL);

  /** A name whose value follows is written as the user writes it: {@code channels=64}. */
  private static final Pattern SETTING = Pattern.compile("\\S+=");

  private HtmlSummary() {}

  /** The section; empty where there is no sentence. */
  static String section(List<String> sentences) {
    if (sentences.isEmpty()) {
      return "";
    }
    Map<String, List<String>> groups =
        sentences.stream()
            .collect(
                Collectors.groupingBy(
                    HtmlSummary::subject, LinkedHashMap::new, Collectors.toList()));
    StringBuilder html = new StringBuilder("<section id=\"summary\">\n<h2>What came out</h2>\n");
    groups.forEach((subject, group) -> {
      boolean named = !subject.isEmpty() && group.size() > 1;
      if (named) {
        html.append("<h3>").append(escape(subject)).append("</h3>\n");
      }
      html.append("<ul class=\"summary\">\n");
      for (String sentence : group) {
        html.append("<li>").append(escape(named ? rest(sentence) : sentence)).append("</li>\n");
      }
      html.append("</ul>\n");
    });
    return html.append("</section>\n").toString();
  }

  private static String subject(String sentence) {
    Matcher matcher = SUBJECT.matcher(sentence);
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** Without its subject, and beginning in upper case as a sentence does, but for a setting. */
  private static String rest(String sentence) {
    String rest = sentence.substring(subject(sentence).length() + 2);
    int first = rest.offsetByCodePoints(0, 1);
    boolean word =
        rest.length() > first
            && Character.isLetter(rest.codePointAt(0))
            && !SETTING.matcher(rest).lookingAt();
    return word
        ? rest.substring(0, first).toUpperCase(java.util.Locale.ROOT) + rest.substring(first)
        : rest;
  }
}
