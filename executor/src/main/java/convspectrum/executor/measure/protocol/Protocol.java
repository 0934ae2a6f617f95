package convspectrum.executor.measure.protocol;

import convspectrum.executor.statistics.Bootstrap;

/** The rules of a measurement. Two are comparable only if their protocols are equal. */
public sealed interface Protocol permits QuickProtocol, JmhProtocol {
  /** The protocol's name on the command line. */
  String name();

  /** Returns the method for its intervals. */
  Bootstrap bootstrap();

  /** Describes all parameters in one line, for people and for the record. */
  String describe();
}
