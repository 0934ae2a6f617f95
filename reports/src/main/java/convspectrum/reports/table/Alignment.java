package convspectrum.reports.table;

/** At which side of its column a cell stands. */
public enum Alignment {
  /** At the left, as texts are. */
  START,
  /** Where it ends, so that digits of like weight stand below each other: numbers. */
  END
}
