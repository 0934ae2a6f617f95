/**
 * Where the time of a network goes: {@link convspectrum.search.profile.LayerTimes} joins the steps
 * that a runtime reports with the nodes that each of them computes, and with what these cost.
 */
@NullMarked
package convspectrum.search.profile;

import org.jspecify.annotations.NullMarked;
