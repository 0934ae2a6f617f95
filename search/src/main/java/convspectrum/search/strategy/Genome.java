package convspectrum.search.strategy;

import java.util.Arrays;
import java.util.Objects;

/** A design as numbers: for each parameter that is searched, the index of its choice. Immutable. */
public final class Genome {
  private final int[] genes;
  private final int hash;

  private Genome(int[] genes) {
    this.genes = genes;
    this.hash = Arrays.hashCode(genes);
  }

  /** The genome of these choices. */
  public static Genome of(int... genes) {
    return new Genome(genes.clone());
  }

  /** Takes the array for its own. */
  static Genome owning(int[] genes) {
    return new Genome(genes);
  }

  /** The number of parameters. */
  public int size() {
    return genes.length;
  }

  /** The index of the choice taken for a parameter. */
  public int gene(int parameter) {
    return genes[parameter];
  }

  /** The same but for one parameter. */
  public Genome with(int parameter, int choice) {
    Objects.checkIndex(parameter, genes.length);
    int[] copy = genes.clone();
    copy[parameter] = choice;
    return new Genome(copy);
  }

  /** The choices themselves, not to be changed. */
  int[] genes() {
    return genes;
  }

  /** All choices, in a new array. */
  public int[] toArray() {
    return genes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Genome genome
        && hash == genome.hash
        && Arrays.equals(genes, genome.genes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** {@code [0, 3, 1]}. */
  @Override
  public String toString() {
    return Arrays.toString(genes);
  }
}
