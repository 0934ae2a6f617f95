/**
 * Published networks as specs, with what was published of them. {@link convspectrum.spec.zoo.Zoo}
 * is the entry. The specs are YAML documents in this package's resources, and meant to be read; the
 * figures are printed ones, copied as they stand, errors included. What they come to here is for
 * the reports to say, which know how to count.
 *
 * <pre>{@code
 * Spec spec = Zoo.spec("mobilenet-v1");
 * Graph graph = spec.graph(spec.design(Map.of("width", "0.5")));
 * }</pre>
 */
@NullMarked
package convspectrum.spec.zoo;

import org.jspecify.annotations.NullMarked;
