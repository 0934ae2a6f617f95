/**
 * Commands on accuracy proxies, and the options by which other commands add proxies to their
 * tables.
 */
@NullMarked
package convspectrum.cli.proxy;

import org.jspecify.annotations.NullMarked;
