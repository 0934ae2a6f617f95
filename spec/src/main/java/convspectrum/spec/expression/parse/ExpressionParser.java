package convspectrum.spec.expression.parse;

import convspectrum.spec.expression.Applied;
import convspectrum.spec.expression.Binary;
import convspectrum.spec.expression.Binary.Operator;
import convspectrum.spec.expression.Conditional;
import convspectrum.spec.expression.Expression;
import convspectrum.spec.expression.ExpressionException;
import convspectrum.spec.expression.Literal;
import convspectrum.spec.expression.Name;
import convspectrum.spec.expression.Unary;
import convspectrum.spec.expression.Values;
import convspectrum.spec.expression.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recursive descent, one method per level of precedence, weakest first:
 *
 * <pre>
 * conditional = or ["if" or "else" conditional]
 * or          = and {"or" and}
 * and         = not {"and" not}
 * not         = "not" not | comparison
 * comparison  = sum [("&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "==" | "!=") sum]
 * sum         = product {("+" | "-") product}
 * product     = sign {("*" | "/" | "//" | "%") sign}
 * sign        = "-" sign | power
 * power       = primary ["**" sign]
 * primary     = number | text | "true" | "false" | name | name "(" arguments ")" | "(" conditional ")"
 * </pre>
 *
 * <p>As in Python, {@code -2 ** 2} is -4 and {@code 2 ** 3 ** 2} is 512.
 */
final class ExpressionParser {
  private static final List<Operator> COMPARISONS =
      List.of(
          Operator.LESS,
          Operator.LESS_OR_EQUAL,
          Operator.GREATER,
          Operator.GREATER_OR_EQUAL,
          Operator.EQUAL,
          Operator.NOT_EQUAL);
  private static final List<Operator> SUMS = List.of(Operator.ADD, Operator.SUBTRACT);
  private static final List<Operator> PRODUCTS =
      List.of(Operator.MULTIPLY, Operator.DIVIDE, Operator.FLOOR_DIVIDE, Operator.REMAINDER);
  private static final List<String> KEYWORDS =
      List.of("and", "or", "not", "if", "else", "true", "false");

  private final Tokens tokens;
  private final Set<String> functions;
  private int depth;

  /**
   * A parser.
   *
   * @param functions names of those that the surroundings define
   */
  ExpressionParser(String text, int start, Set<String> functions) {
    this.tokens = new Tokens(text, start);
    this.functions = functions;
  }

  /** Reads all that is left of the text. */
  Expression all() {
    Expression expression = conditional();
    Token rest = tokens.peek();
    if (rest.kind() != Kind.END) {
      throw unexpected(rest, rest.is(")") ? "an opening '(' before it" : "an operator, or the end");
    }
    return expression;
  }

  /** Reads up to a closing parenthesis, which must end the text. */
  Expression inParentheses() {
    Expression expression = conditional();
    close("an operator, or ')'");
    Token rest = tokens.peek();
    if (rest.kind() != Kind.END) {
      throw new ExpressionException(
          rest.offset(),
          rest.describe() + " stands behind the closing ')'",
          "the whole formula inside $(…)");
    }
    return expression;
  }

  private Expression conditional() {
    enter();
    Expression then = or();
    Token start = tokens.peek();
    Expression result = then;
    if (tokens.takeIf("if")) {
      Expression condition = or();
      if (!tokens.takeIf("else")) {
        throw unexpected(tokens.peek(), "'else' and the value otherwise");
      }
      result = new Conditional(start.offset(), then, condition, conditional());
    }
    depth--;
    return result;
  }

  private Expression or() {
    Expression left = and();
    for (Token at = tokens.peek(); tokens.takeIf("or"); at = tokens.peek()) {
      left = new Binary(at.offset(), Operator.OR, left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    for (Token at = tokens.peek(); tokens.takeIf("and"); at = tokens.peek()) {
      left = new Binary(at.offset(), Operator.AND, left, not());
    }
    return left;
  }

  private Expression not() {
    Token at = tokens.peek();
    if (!tokens.takeIf("not")) {
      return comparison();
    }
    enter();
    Expression operand = not();
    depth--;
    return new Unary(at.offset(), Unary.Operator.NOT, operand);
  }

  private Expression comparison() {
    Expression left = sum();
    Token at = tokens.peek();
    Operator operator = takeOneOf(COMPARISONS);
    if (operator == null) {
      return left;
    }
    Expression comparison = new Binary(at.offset(), operator, left, sum());
    Token second = tokens.peek();
    if (takeOneOf(COMPARISONS) != null) {
      throw unexpected(second, "two comparisons joined by 'and'");
    }
    return comparison;
  }

  private Expression sum() {
    Expression left = product();
    while (true) {
      Token at = tokens.peek();
      Operator operator = takeOneOf(SUMS);
      if (operator == null) {
        return left;
      }
      left = new Binary(at.offset(), operator, left, product());
    }
  }

  private Expression product() {
    Expression left = sign();
    while (true) {
      Token at = tokens.peek();
      Operator operator = takeOneOf(PRODUCTS);
      if (operator == null) {
        return left;
      }
      left = new Binary(at.offset(), operator, left, sign());
    }
  }

  private Expression sign() {
    Token at = tokens.peek();
    if (!tokens.takeIf("-")) {
      return power();
    }
    enter();
    Expression operand = sign();
    depth--;
    return new Unary(at.offset(), Unary.Operator.NEGATE, operand);
  }

  private Expression power() {
    Expression base = primary();
    Token at = tokens.peek();
    if (!tokens.takeIf("**")) {
      return base;
    }
    enter();
    Expression exponent = sign();
    depth--;
    return new Binary(at.offset(), Operator.POWER, base, exponent);
  }

  private Expression primary() {
    Token token = tokens.take();
    return switch (token.kind()) {
      case NUMBER -> new Literal(token.offset(), Values.readNumber(token.text(), token.offset()));
      case TEXT -> new Literal(token.offset(), token.text());
      case WORD -> word(token);
      case SYMBOL -> {
        if (!token.is("(")) {
          throw unexpected(token, "a number, name or '('");
        }
        Expression inner = conditional();
        close("an operator, or ')'");
        yield inner;
      }
      case END -> throw unexpected(token, "a number, name or '('");
    };
  }

  private Expression word(Token token) {
    if (token.is("true") || token.is("false")) {
      return new Literal(token.offset(), token.is("true"));
    }
    if (KEYWORDS.contains(token.text())) {
      throw unexpected(token, "a number, name or '('");
    }
    return tokens.takeIf("(") ? call(token) : new Name(token.offset(), token.text());
  }

  private Expression call(Token name) {
    if (functions.contains(name.text())) {
      return new Applied(name.offset(), name.text(), arguments());
    }
    FunctionName function = FunctionName.of(name, functions);
    return function.call(arguments());
  }

  private List<Expression> arguments() {
    List<Expression> arguments = new ArrayList<>();
    if (tokens.takeIf(")")) {
      return arguments;
    }
    do {
      arguments.add(conditional());
    } while (tokens.takeIf(","));
    close("',' or ')'");
    return arguments;
  }

  private void close(String expected) {
    if (!tokens.takeIf(")")) {
      throw unexpected(tokens.peek(), expected);
    }
  }

  private @Nullable Operator takeOneOf(List<Operator> operators) {
    for (Operator operator : operators) {
      if (tokens.takeIf(operator.symbol())) {
        return operator;
      }
    }
    return null;
  }

  private void enter() {
    // The formula as a whole enters level 0.
    if (++depth > Expressions.MAX_DEPTH + 1) {
      throw new ExpressionException(
          tokens.peek().offset(),
          "the formula is nested too deeply",
          "at most " + Expressions.MAX_DEPTH + " levels");
    }
  }

  private static ExpressionException unexpected(Token token, String expected) {
    return new ExpressionException(
        token.offset(),
        token.kind() == Kind.END
            ? "the formula ends too early"
            : token.describe() + " cannot stand here",
        expected);
  }
}
