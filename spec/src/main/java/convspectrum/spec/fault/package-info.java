/**
 * What is wrong with a file, and where. Readers collect every {@link convspectrum.spec.fault.Fault}
 * in {@link convspectrum.spec.fault.Faults} and give up once, with all of them, through {@link
 * convspectrum.spec.fault.SpecException}.
 */
@NullMarked
package convspectrum.spec.fault;

import org.jspecify.annotations.NullMarked;
