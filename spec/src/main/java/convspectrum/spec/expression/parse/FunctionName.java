package convspectrum.spec.expression.parse;

import convspectrum.spec.expression.BuiltIn;
import convspectrum.spec.expression.Call;
import convspectrum.spec.expression.Expression;
import convspectrum.spec.expression.ExpressionException;
import convspectrum.spec.expression.Literal;
import convspectrum.spec.expression.Lookup;
import convspectrum.spec.fault.Excerpt;
import convspectrum.spec.fault.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The name of a function where a formula calls it.
 *
 * @param token the name and its place
 * @param function what it names; null for a lookup
 */
record FunctionName(Token token, @Nullable BuiltIn function) {
  /**
   * The function of this name.
   *
   * @param others the names of further functions, for the wording of a fault
   * @throws ExpressionException where there is none
   */
  static FunctionName of(Token name, Set<String> others) {
    Map<String, BuiltIn> known = new LinkedHashMap<>();
    for (BuiltIn function : BuiltIn.values()) {
      known.put(function.word(), function);
    }
    BuiltIn function = known.get(name.text());
    if (function == null && !name.is(Lookup.WORD)) {
      List<String> words = new ArrayList<>(others);
      words.addAll(known.keySet());
      words.add(Lookup.WORD);
      throw new ExpressionException(
          name.offset(),
          "there is no function '" + Excerpt.of(name.text()) + "'",
          Suggestions.didYouMean(name.text(), words));
    }
    return new FunctionName(name, function);
  }

  /**
   * The call with these arguments.
   *
   * @throws ExpressionException where they are too few, too many or no table
   */
  Expression call(List<Expression> arguments) {
    if (function == null) {
      return lookup(arguments);
    }
    if (!function.takes(arguments.size())) {
      throw wrong(arguments.size(), function.usage());
    }
    return new Call(token.offset(), function, arguments);
  }

  private Expression lookup(List<Expression> arguments) {
    if (arguments.size() != 2) {
      throw wrong(arguments.size(), Lookup.USAGE);
    }
    if (arguments.get(1) instanceof Literal(int offset, String table)) {
      return new Lookup(token.offset(), arguments.getFirst(), Lookup.table(table, offset));
    }
    throw new ExpressionException(
        arguments.get(1).offset(),
        "the table of lookup is not written out",
        "a text of key:value pairs, " + Lookup.USAGE);
  }

  private ExpressionException wrong(int found, String usage) {
    return new ExpressionException(
        token.offset(),
        "'" + token.text() + "' got " + found + (found == 1 ? " argument" : " arguments"),
        usage);
  }
}
