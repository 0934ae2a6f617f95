/**
 * Where programs are timed: a program that is warmed up until it is steady and then timed, in this
 * process or in another one.
 */
@NullMarked
package convspectrum.executor.measure.host;

import org.jspecify.annotations.NullMarked;
