/**
 * JMH benchmarks of this project's own parts, one class each. They are run from their class path,
 * by a pattern over their names:
 *
 * <pre>
 * mvn -q -pl bench -am compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp bench/target/classes:$(cat bench/target/classpath) org.openjdk.jmh.Main Cost
 * </pre>
 */
@NullMarked
package convspectrum.bench;

import org.jspecify.annotations.NullMarked;
