/**
 * Tables of what networks cost: by layer, block, op or stage, under one or all counting
 * conventions, and of several networks beside each other. {@link
 * convspectrum.reports.cost.CostTable} is the plain one.
 */
@NullMarked
package convspectrum.reports.cost;

import org.jspecify.annotations.NullMarked;
