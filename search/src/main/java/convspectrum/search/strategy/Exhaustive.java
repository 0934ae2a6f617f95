package convspectrum.search.strategy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Every design, the last parameter fastest, in memory that does not grow with their number. */
final class Exhaustive implements Strategy {
  private static final int BATCH = 256;

  private final Iterator<Encoding> designs;

  Exhaustive(Landscape landscape) {
    this.designs =
        landscape.designs().filter(encoding -> landscape.violation(encoding) == 0).iterator();
  }

  @Override
  public List<Encoding> propose(Archive archive, int most) {
    List<Encoding> batch = new ArrayList<>(BATCH);
    while (batch.size() < Math.min(BATCH, most) && designs.hasNext()) {
      Encoding encoding = designs.next();
      if (!archive.contains(encoding)) {
        batch.add(encoding);
      }
    }
    return batch;
  }
}
