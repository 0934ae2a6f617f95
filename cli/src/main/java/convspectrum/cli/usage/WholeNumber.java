package convspectrum.cli.usage;

import convspectrum.search.condition.Quantity;
import java.math.BigDecimal;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/**
 * Counts on the command line, as tables print them and conditions read them: {@code 300}, {@code
 * 5k}, {@code 2M}, {@code 1e6}.
 */
public final class WholeNumber {
  private WholeNumber() {}

  /** Lets every option of a command line that takes a whole number read it so. */
  public static CommandLine registerIn(CommandLine command) {
    return command
        .registerConverter(int.class, text -> (int) of(text, Integer.MIN_VALUE, Integer.MAX_VALUE))
        .registerConverter(
            Integer.class, text -> (int) of(text, Integer.MIN_VALUE, Integer.MAX_VALUE))
        .registerConverter(long.class, text -> of(text, Long.MIN_VALUE, Long.MAX_VALUE))
        .registerConverter(Long.class, text -> of(text, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private static long of(String text, long least, long most) {
    BigDecimal number;
    try {
      number = Quantity.PLAIN.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(found(text));
    }
    if (number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new TypeConversionException("found a number out of range");
    }
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw new TypeConversionException("found a fraction");
    }
  }

  /** What a text is that is no count. */
  private static String found(String text) {
    if (TimeBudget.isTime(text)) {
      return "found a time";
    }
    try {
      Quantity.BYTES.parse(text);
      return "found a size in bytes";
    } catch (IllegalArgumentException e) {
      return "found a text";
    }
  }
}
