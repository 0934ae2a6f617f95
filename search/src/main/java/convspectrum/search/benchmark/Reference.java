package convspectrum.search.benchmark;

/** The reference point of the hypervolume. */
public enum Reference {
  /** The worst value of the true front per objective, plus a tenth of the front's range. */
  NADIR,
  /** The worst value of the table per objective. */
  WORST
}
