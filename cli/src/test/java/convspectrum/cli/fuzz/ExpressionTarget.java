package convspectrum.cli.fuzz;

import convspectrum.spec.expression.Bindings;
import convspectrum.spec.expression.Expression;
import convspectrum.spec.expression.parse.Expressions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Formulas: parsed, and evaluated with names of each type. */
final class ExpressionTarget implements FuzzTarget {
  private static final Map<String, Object> VALUES =
      Map.of("n", 12L, "x", 0.5, "huge", Long.MAX_VALUE, "flag", true, "word", "relu");
  private static final Bindings BINDINGS = VALUES::get;

  private final TextMutator mutator =
      new TextMutator(
          List.of(
              "$(64 * n)",
              "$(round8(x * n))",
              "$(n if flag else n // 2)",
              "$(nearest_divisor(n, 728))",
              "$(max(1, min(n, 7)) + ceil(x) - floor(-x) % 3)",
              "$(not flag and word == 'relu' or n <= huge)",
              "$(2 ** 3 ** -n * (huge + 1))",
              "$n",
              "$$text",
              "$(-(-(-n)) / (x - 0.5))",
              "$(round(n / 3) ** 64)"));

  @Override
  public String name() {
    return "expression";
  }

  @Override
  public byte[] input(RandomGenerator random) {
    return mutator.input(random);
  }

  @Override
  public void read(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Expressions.inText(text).ifPresent(ExpressionTarget::evaluate);
  }

  private static void evaluate(Expression expression) {
    Object value = expression.evaluate(BINDINGS);
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw new AssertionError("a formula gives " + number);
    }
    if (expression.names().size() > expression.references().size()) {
      throw new AssertionError("more names than places that refer to one");
    }
  }
}
