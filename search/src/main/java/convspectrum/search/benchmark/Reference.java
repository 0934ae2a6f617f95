package convspectrum.search.benchmark;

/** The point up to which hypervolume counts. */
public enum Reference {
  /** The worst of the true front in each objective, and a tenth of the front's range beyond. */
  NADIR,
  /** The worst of the table in each objective. */
  WORST
}
