/**
 * Java processes of our own. {@link convspectrum.executor.process.JavaProcess} starts one on the
 * class path of this one, with other options for its virtual machine.
 */
@NullMarked
package convspectrum.executor.process;

import org.jspecify.annotations.NullMarked;
