/**
 * JMH benchmarks of this project's own parts, one class each, and {@link
 * convspectrum.bench.MillionDesigns}, which times a whole sweep. All are in one jar, and a pattern
 * of names selects them:
 *
 * <pre>
 * mvn -q -Dmaven.test.skip=true -pl bench -am package
 * java -jar bench/target/benchmarks.jar Cost
 * </pre>
 */
@NullMarked
package convspectrum.bench;

import org.jspecify.annotations.NullMarked;
