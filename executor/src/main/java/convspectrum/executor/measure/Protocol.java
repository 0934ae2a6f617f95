package convspectrum.executor.measure;

/** How measurements are taken. Two are comparable only if their protocols are equal. */
public sealed interface Protocol permits QuickProtocol {
  /** The name on the command line. */
  String name();

  /** All parameters in one line, for people and for the record. */
  String describe();
}
