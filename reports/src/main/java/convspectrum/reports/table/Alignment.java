package convspectrum.reports.table;

/** At which side of its column a cell stands. */
public enum Alignment {
  /** Where reading starts: texts. */
  START,
  /** Where it ends, so that digits of like weight stand below each other: numbers. */
  END
}
