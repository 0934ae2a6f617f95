package convspectrum.cli.usage;

import java.math.BigDecimal;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers with decimals on the command line: {@code 0.1}, {@code 5e-4}. */
public final class RealNumber {
  private RealNumber() {}

  /** Lets every option of a command line that takes such a number read it so. */
  public static CommandLine registerIn(CommandLine command) {
    ITypeConverter<Double> converter = RealNumber::of;
    return command
        .registerConverter(double.class, converter)
        .registerConverter(Double.class, converter);
  }

  private static double of(String text) {
    double number;
    try {
      number = new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw new TypeConversionException("found a text");
    }
    if (Double.isInfinite(number)) {
      throw new TypeConversionException("found a number out of range");
    }
    return number;
  }
}
