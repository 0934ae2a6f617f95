package convspectrum.search.strategy;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All genomes there are: the number of choices of each parameter. */
public final class GenomeSpace {
  private final int[] choices;

  /**
   * A space.
   *
   * @param choices for each parameter their number, 1 or more
   */
  public GenomeSpace(List<Integer> choices) {
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

  /** The number of genomes. */
  public BigInteger size() {
    return IntStream.of(choices)
        .mapToObj(BigInteger::valueOf)
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /** Any genome, all alike probable. */
  public Genome random(SplitMix random) {
    int[] genes = new int[choices.length];
    for (int i = 0; i < genes.length; i++) {
      genes[i] = random.nextInt(choices[i]);
    }
    return Genome.owning(genes);
  }

  /** All genomes, lazily, the last parameter fastest. */
  public Stream<Genome> genomes() {
    return Stream.iterate(Genome.of(new int[choices.length]), this::hasPlace, this::next);
  }

  private boolean hasPlace(Genome genome) {
    return genome.size() == 0 || genome.gene(0) < choices[0];
  }

  /** The next in order; after the last, one whose first choice does not exist. */
  private Genome next(Genome genome) {
    int[] genes = genome.toArray();
    for (int i = genes.length - 1; i > 0; i--) {
      if (++genes[i] < choices[i]) {
        return Genome.owning(genes);
      }
      genes[i] = 0;
    }
    if (genes.length == 0) {
      throw new IllegalStateException("a space without parameters has one genome");
    }
    genes[0]++;
    return Genome.owning(genes);
  }
}
