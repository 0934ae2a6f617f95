package convspectrum.search.strategy;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The space of all encodings, given by the number of choices of each parameter. */
public final class EncodingSpace {
  private final int[] choices;

  /**
   * A space.
   *
   * @param choices for each parameter their number, 1 or more
   */
  public EncodingSpace(List<Integer> choices) {
    this.choices = choices.stream().mapToInt(Integer::intValue).toArray();
    for (int number : this.choices) {
      if (number < 1) {
        throw new IllegalArgumentException("a parameter of " + number + " choices in " + choices);
      }
    }
  }

  /** The number of parameters. */
  public int parameters() {
    return choices.length;
  }

  /** The number of choices of a parameter. */
  public int choices(int parameter) {
    return choices[parameter];
  }

  /** The largest number of choices of any parameter; 1 where there is none. */
  public int mostChoices() {
    return IntStream.of(choices).max().orElse(1);
  }

  /** The number of encodings. */
  public BigInteger size() {
    return IntStream.of(choices)
        .mapToObj(BigInteger::valueOf)
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /** A random encoding; all are equally probable. */
  public Encoding random(SplitMix random) {
    int[] indices = new int[choices.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = random.nextInt(choices[i]);
    }
    return Encoding.owning(indices);
  }

  /** All encodings, lazily, the last parameter fastest. */
  public Stream<Encoding> encodings() {
    return Stream.iterate(Encoding.of(new int[choices.length]), this::hasPlace, this::next);
  }

  private boolean hasPlace(Encoding encoding) {
    return encoding.size() == 0 || encoding.index(0) < choices[0];
  }

  /** The next encoding in order; after the last, one whose first index is out of range. */
  private Encoding next(Encoding encoding) {
    int[] indices = encoding.toArray();
    for (int i = indices.length - 1; i > 0; i--) {
      if (++indices[i] < choices[i]) {
        return Encoding.owning(indices);
      }
      indices[i] = 0;
    }
    if (indices.length == 0) {
      throw new IllegalStateException("a space without parameters has one encoding");
    }
    indices[0]++;
    return Encoding.owning(indices);
  }
}
