package convspectrum.spec.binding;

import convspectrum.spec.block.HeightWidth;
import convspectrum.spec.block.PaddingRule;
import convspectrum.spec.block.Reduce;
import convspectrum.spec.block.Segments;
import convspectrum.spec.graph.Padding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A type whose values are written as a scalar or as a short list of numbers. */
public sealed interface ValueType extends FieldType {

  /** The value, or null where this type does not take it. */
  @Nullable Object decodeOrNull(Object plain);

  @Override
  default Object decode(Object plain) {
    Object value;
    try {
      value = decodeOrNull(plain);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      int cut = message.indexOf("; ");
      throw cut < 0
          ? new ValueException(message, "expected " + expected())
          : new ValueException(message.substring(0, cut), message.substring(cut + 2));
    }
    if (value == null) {
      throw new ValueException("found " + PlainValues.describe(plain), "expected " + expected());
    }
    return value;
  }

  /** Any plain value, unchanged: an argument of an own block, or the subject of a switch. */
  record Any() implements ValueType {
    @Override
    public Object decodeOrNull(Object plain) {
      return plain;
    }

    @Override
    public String expected() {
      return "a value";
    }
  }

  /** A whole number of 32 bits. */
  record Whole(int least) implements ValueType {
    @Override
    public @Nullable Object decodeOrNull(Object plain) {
      return wholeOrNull(plain, least);
    }

    @Override
    public String expected() {
      return least == Integer.MIN_VALUE
          ? "a whole number"
          : "a whole number from " + least + " to " + Integer.MAX_VALUE;
    }
  }

  /** A finite number. */
  record Real() implements ValueType {
    @Override
    public @Nullable Object decodeOrNull(Object plain) {
      return plain instanceof Number number && Double.isFinite(number.doubleValue())
          ? number.doubleValue()
          : null;
    }

    @Override
    public String expected() {
      return "a number";
    }
  }

  /** {@code true} or {@code false}. */
  record Truth() implements ValueType {
    @Override
    public @Nullable Object decodeOrNull(Object plain) {
      return plain instanceof Boolean ? plain : null;
    }

    @Override
    public String expected() {
      return "true or false";
    }
  }

  /** One of some words, each an enum constant. */
  record Word(Map<String, Enum<?>> words) implements ValueType {
    public Word {
      words = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }

    @Override
    public @Nullable Object decodeOrNull(Object plain) {
      if (!(plain instanceof String text)) {
        return null;
      }
      Enum<?> constant = words.get(text);
      if (constant == null) {
        throw new ValueException(
            "found '" + text + "'",
            convspectrum.spec.fault.Suggestions.didYouMean(text, words.keySet()));
      }
      return constant;
    }

    @Override
    public String expected() {
      return "one of " + String.join(", ", words.keySet());
    }
  }

  /** {@code 3}, {@code 1x7} or {@code [1, 7]}. */
  record Sides() implements ValueType {
    @Override
    public @Nullable Object decodeOrNull(Object plain) {
      return switch (plain) {
        case Long _ -> {
          Integer side = wholeOrNull(plain, 1);
          yield side == null ? null : HeightWidth.square(side);
        }
        case String text -> ofText(text);
        case List<?> list when list.size() == 2 -> {
          Integer height = wholeOrNull(list.get(0), 1);
          Integer width = wholeOrNull(list.get(1), 1);
          yield height == null || width == null ? null : new HeightWidth(height, width);
        }
        default -> null;
      };
    }

    private static @Nullable HeightWidth ofText(String text) {
      int cut = text.indexOf('x');
      if (cut < 0) {
        return null;
      }
      try {
        return new HeightWidth(
            Integer.parseInt(text.substring(0, cut)), Integer.parseInt(text.substring(cut + 1)));
      } catch (NumberFormatException e) {
        return null;
      }
    }

    @Override
    public String expected() {
      return "a whole number of at least 1, 1x7, or [1, 7]";
    }
  }

  /**
   * {@code same}, {@code same-tf}, {@code valid}, a number, {@code [vertical, horizontal]} or
   * {@code [top, left, bottom, right]}.
   */
  record Border() implements ValueType {
    @Override
    public @Nullable Object decodeOrNull(Object plain) {
      return switch (plain) {
        case String text when text.equals("same") -> new PaddingRule.Same();
        case String text when text.equals("same-tf") -> new PaddingRule.SameTensorFlow();
        case String text when text.equals("valid") -> new PaddingRule.Valid();
        case Long _ -> ofPixels(List.of(plain, plain, plain, plain));
        case List<?> list when list.size() == 2 ->
            ofPixels(List.of(list.get(0), list.get(1), list.get(0), list.get(1)));
        case List<?> list when list.size() == 4 -> ofPixels(list);
        default -> null;
      };
    }

    private static @Nullable PaddingRule ofPixels(List<?> sides) {
      int[] pixels = new int[4];
      for (int i = 0; i < 4; i++) {
        Integer side = wholeOrNull(sides.get(i), 0);
        if (side == null) {
          return null;
        }
        pixels[i] = side;
      }
      return new PaddingRule.Explicit(new Padding(pixels[0], pixels[1], pixels[2], pixels[3]));
    }

    @Override
    public String expected() {
      return "same, same-tf, valid, a number of pixels, [vertical, horizontal]"
          + " or [top, left, bottom, right]";
    }
  }

  /** A number of groups, or {@code depthwise}. */
  record Groups() implements ValueType {
    @Override
    public @Nullable Object decodeOrNull(Object plain) {
      if (plain.equals("depthwise")) {
        return new Segments.Depthwise();
      }
      Integer count = wholeOrNull(plain, 1);
      return count == null ? null : new Segments.Count(count);
    }

    @Override
    public String expected() {
      return "a whole number of at least 1, or depthwise";
    }
  }

  /** A number of channels, or a ratio below 1. */
  record Reduction() implements ValueType {
    @Override
    public @Nullable Object decodeOrNull(Object plain) {
      return switch (plain) {
        case Long _ -> {
          Integer channels = wholeOrNull(plain, 1);
          yield channels == null ? null : new Reduce.Channels(channels);
        }
        case Double ratio -> ratio > 0 && ratio <= 1 ? new Reduce.Ratio(ratio) : null;
        default -> null;
      };
    }

    @Override
    public String expected() {
      return "a whole number of channels, or a ratio above 0 and at most 1.0";
    }
  }

  private static @Nullable Integer wholeOrNull(Object plain, int least) {
    long value;
    switch (plain) {
      case Long whole -> value = whole;
      // Arithmetic such as 64 * 1.0 has a whole value of a real type.
      case Double real when real == Math.rint(real) && Math.abs(real) <= Integer.MAX_VALUE ->
          value = real.longValue();
      default -> {
        return null;
      }
    }
    return value >= least && value <= Integer.MAX_VALUE ? (int) value : null;
  }
}
