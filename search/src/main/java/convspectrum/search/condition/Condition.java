package convspectrum.search.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A comparison of a named figure or column with a value.
 *
 * @param name of the figure or column
 * @param operator how the two are compared
 * @param value a number with or without a unit, or a text, without its quotes
 * @param text as the user wrote it
 */
public record Condition(String name, Operator operator, String value, String text) {
  /** How a figure is compared with a value. */
  public enum Operator {
    /** The figure is smaller. */
    LESS("<"),
    /** The figure is smaller or equal. */
    AT_MOST("<="),
    /** The figure is larger. */
    GREATER(">"),
    /** The figure is larger or equal. */
    AT_LEAST(">="),
    /** They are equal. */
    EQUAL("="),
    /** They differ. */
    NOT_EQUAL("!=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** As users write it. */
    public String sign() {
      return sign;
    }

    /**
     * Whether the comparison holds where {@code compareTo} of figure and value is {@code order}.
     */
    public boolean holds(int order) {
      return switch (this) {
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case GREATER -> order > 0;
        case AT_LEAST -> order >= 0;
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
      };
    }

    private static Optional<Operator> of(String sign) {
      return Arrays.stream(values()).filter(one -> one.sign.equals(sign)).findFirst();
    }
  }

  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"]*\"|'[^']*'|[<>=!]+|,|[^\\s<>=!,'\"]+|['\"].*", Pattern.DOTALL);
  private static final String SIGNS =
      Arrays.stream(Operator.values()).map(Operator::sign).collect(Collectors.joining(", "));

  private record Token(String text, int start, int end) {
    boolean isJoint() {
      return text.equals(",") || text.equalsIgnoreCase("and");
    }

    boolean isSign() {
      return "<>=!".indexOf(text.charAt(0)) >= 0;
    }

    boolean isQuote() {
      return "'\"".indexOf(text.charAt(0)) >= 0;
    }

    boolean isOpenQuote() {
      return isQuote() && (text.length() == 1 || text.charAt(0) != text.charAt(text.length() - 1));
    }

    String word() {
      return isQuote() ? text.substring(1, text.length() - 1) : text;
    }
  }

  /** The same with another comparison. */
  public Condition with(Operator other) {
    return new Condition(name, other, value, text);
  }

  /**
   * The conditions of a text, which all have to hold. A fault names the character at which it is,
   * counted from 1.
   *
   * @throws IllegalArgumentException with a line for each fault in it
   */
  public static List<Condition> parse(String text) {
    List<Condition> conditions = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (Clause clause : clauses(text)) {
      List<Token> tokens = clause.tokens();
      String written =
          tokens.isEmpty()
              ? text.strip()
              : text.substring(tokens.getFirst().start(), tokens.getLast().end());
      clause
          .fault()
          .ifPresentOrElse(
              fault -> faults.add("'" + written + "'" + fault),
              () -> conditions.add(condition(tokens, written)));
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return conditions;
  }

  /** The tokens between commas and the word {@code and}. */
  private static List<Clause> clauses(String text) {
    List<Clause> clauses = new ArrayList<>(List.of(new Clause(0, new ArrayList<>())));
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      Token token = new Token(matcher.group(), matcher.start(), matcher.end());
      if (token.isJoint()) {
        clauses.add(new Clause(token.end(), new ArrayList<>()));
      } else {
        clauses.getLast().tokens().add(token);
      }
    }
    return clauses;
  }

  /**
   * The tokens of one condition.
   *
   * @param start where it begins in the text
   */
  private record Clause(int start, List<Token> tokens) {
    private static final String EXAMPLE =
        "; expected a name, a comparison and a value, such as macs<=5e8";

    Optional<String> fault() {
      Optional<Token> open = tokens.stream().filter(Token::isOpenQuote).findFirst();
      if (open.isPresent()) {
        return at(open.get().start(), "found a quote that is not closed; expected a second one");
      }
      if (tokens.isEmpty()) {
        return at(start, "found an empty condition" + EXAMPLE);
      }
      Token first = tokens.getFirst();
      if (first.isSign()) {
        return at(first.start(), "found no name before '" + first.text() + "'" + EXAMPLE);
      }
      if (tokens.size() == 1 || !tokens.get(1).isSign()) {
        return at(first.end(), "found no comparison behind '" + first.text() + "'" + EXAMPLE);
      }
      Token sign = tokens.get(1);
      if (Operator.of(sign.text()).isEmpty()) {
        return at(sign.start(), "found '" + sign.text() + "'; expected one of " + SIGNS);
      }
      if (tokens.size() == 2) {
        return at(sign.end(), "found no value behind '" + sign.text() + "'" + EXAMPLE);
      }
      return tokens.subList(2, tokens.size()).stream()
          .filter(Token::isSign)
          .findFirst()
          .flatMap(second ->
              at(
                  second.start(),
                  "found a second comparison '%s'; expected ',' or 'and' between two conditions"
                      .formatted(second.text())));
    }

    private static Optional<String> at(int place, String fault) {
      return Optional.of(", character " + (place + 1) + ": " + fault);
    }
  }

  private static Condition condition(List<Token> clause, String written) {
    return new Condition(
        clause.getFirst().word(),
        Operator.of(clause.get(1).text()).orElseThrow(),
        clause.subList(2, clause.size()).stream().map(Token::word).collect(Collectors.joining(" ")),
        written);
  }
}
