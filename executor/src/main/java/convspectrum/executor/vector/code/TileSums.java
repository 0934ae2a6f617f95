package convspectrum.executor.vector.code;

import java.util.function.IntFunction;

/**
 * The sums of a {@link RegisterTile} in registers, with one register for an element that is read
 * and some for the factors that elements are multiplied by.
 */
public final class TileSums {
  private final Emitter emit;
  private final RegisterTile tile;
  private final int[][] sums;
  private final int[] factors;
  private final int element;

  /** Creates sums with one factor for each register of a pixel. */
  public TileSums(Emitter emit, RegisterTile tile) {
    this(emit, tile, tile.vectors());
  }

  /** Creates sums with {@code factors} factors; a product uses as many as a pixel has registers. */
  public TileSums(Emitter emit, RegisterTile tile, int factors) {
    this.emit = emit;
    this.tile = tile;
    this.sums = emit.registers(tile.pixels(), tile.vectors());
    this.factors = emit.registers(1, factors)[0];
    this.element = emit.register();
  }

  /** An action on a sum, given its pixel and the number of its register in the pixel. */
  public interface Each {
    void at(int pixel, int vector, int sum);
  }

  public void each(Each each) {
    for (int p = 0; p < tile.pixels(); p++) {
      for (int v = 0; v < tile.vectors(); v++) {
        each.at(p, v, sums[p][v]);
      }
    }
  }

  /** Sets all sums to 0. */
  public void clear() {
    each((_, _, sum) -> emit.constant(sum, 0));
  }

  /** Adds a sum to the value in memory. */
  public void addTo(Address place, int sum) {
    emit.load(element, place);
    emit.add(element, element, sum);
    emit.store(element, place);
  }

  /** Loads a factor. */
  public void factor(int number, Address from) {
    emit.load(factors[number], from);
  }

  /** Reads an element. */
  public void read(Address from) {
    emit.broadcast(element, from);
  }

  /** Loads an element for each lane. */
  public void take(Address from) {
    emit.load(element, from);
  }

  /** Adds the products of the element and consecutive factors to the sums of a pixel. */
  public void add(int pixel, int firstFactor) {
    for (int v = 0; v < tile.vectors(); v++) {
      emit.fma(element, factors[firstFactor + v], sums[pixel][v]);
    }
  }

  /** Adds the products of each pixel's element and the first factors, with fences. */
  public void addAll(IntFunction<Address> element, Address fence) {
    for (int p = 0; p < tile.pixels(); p++) {
      read(element.apply(p));
      add(p, 0);
      if (tile.fenced(p + 1)) {
        fence(p, fence);
      }
    }
  }

  /** Stores a sum to memory that nobody reads; the compiler moves no load over this store. */
  public void fence(int pixel, Address place) {
    emit.store(sums[pixel][tile.vectors() - 1], place);
  }
}
