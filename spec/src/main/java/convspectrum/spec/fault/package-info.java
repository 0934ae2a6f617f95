/**
 * What is wrong with a file, and where. Readers collect every {@link convspectrum.spec.fault.Fault}
 * in {@link convspectrum.spec.fault.Faults} and give up once, with all of them, through {@link
 * convspectrum.spec.fault.SpecException}. Of all that goes wrong, {@link
 * convspectrum.spec.fault.WrongInputException} is what the user can mend in the input, and {@link
 * convspectrum.spec.fault.FailedRunException} is what failed although the input is right; anything
 * else that is thrown is a fault of this program.
 */
@NullMarked
package convspectrum.spec.fault;

import org.jspecify.annotations.NullMarked;
