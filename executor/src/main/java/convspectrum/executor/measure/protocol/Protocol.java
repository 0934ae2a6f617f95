package convspectrum.executor.measure.protocol;

import convspectrum.executor.statistics.Bootstrap;

/** How measurements are taken. Two are comparable only if their protocols are equal. */
public sealed interface Protocol permits QuickProtocol, JmhProtocol {
  /** The name on the command line. */
  String name();

  /** How its intervals are computed. */
  Bootstrap bootstrap();

  /** All parameters in one line, for people and for the record. */
  String describe();
}
