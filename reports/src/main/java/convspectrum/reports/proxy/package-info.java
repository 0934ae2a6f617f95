/**
 * Tables of accuracy proxies ({@link convspectrum.reports.proxy.ProxyTables}), and their columns in
 * the tables of other reports.
 */
@NullMarked
package convspectrum.reports.proxy;

import org.jspecify.annotations.NullMarked;
