/**
 * The designs that are compared. {@link convspectrum.search.design.Designs} lays out those of a
 * {@link convspectrum.search.design.Sweep}, or {@linkplain convspectrum.search.design.Network
 * networks} from anywhere, with their exact cost, each distinct graph once.
 *
 * <pre>{@code
 * Designs designs = Designs.of(sweep, CostOptions.DEFAULT);
 * }</pre>
 */
@NullMarked
package convspectrum.search.design;

import org.jspecify.annotations.NullMarked;
