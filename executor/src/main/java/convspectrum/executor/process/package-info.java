/**
 * Starts further Java processes. {@link convspectrum.executor.process.JavaProcess} starts one on
 * the class path of this process, with other options for its virtual machine.
 */
@NullMarked
package convspectrum.executor.process;

import org.jspecify.annotations.NullMarked;
