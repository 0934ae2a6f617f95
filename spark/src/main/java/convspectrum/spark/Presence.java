package convspectrum.spark;

/** Whether executors are there. */
enum Presence {
  /** None is. */
  NONE,
  /** Some are that have just come, and may go at once, as where a disk is full. */
  NEW,
  /** Some are that have been there for a while. */
  STEADY
}
