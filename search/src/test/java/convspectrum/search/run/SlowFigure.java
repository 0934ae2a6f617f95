package convspectrum.search.run;

import convspectrum.search.figure.Direction;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.SearchedDesign;
import java.util.function.Consumer;

/** A score that depends on the network alone, and tells when it is worked out. */
record SlowFigure(Consumer<String> evaluated) implements Figure {
  @Override
  public String name() {
    return "score";
  }

  @Override
  public Direction direction() {
    return Direction.MAX;
  }

  @Override
  public boolean isCheap() {
    return false;
  }

  @Override
  public boolean isAmount() {
    return false;
  }

  @Override
  public String key(SearchedDesign design) {
    return design.fingerprint().hex();
  }

  @Override
  public double of(SearchedDesign design) {
    String key = key(design);
    evaluated.accept(key);
    int hash = Integer.parseInt(key.substring(0, 6), 16);
    if (hash % 11 == 0) {
      throw new FigureException("not defined for " + hash);
    }
    return hash / 7.0;
  }
}
