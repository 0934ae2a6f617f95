/**
 * JMH benchmarks of this project's own parts, one class each. They are run from the packaged
 * class path, by a pattern over their names:
 *
 * <pre>
 * mvn -q -pl bench -am package dependency:build-classpath -DskipTests -Dmdep.outputFile=target/classpath
 * java -cp bench/target/classes:$(cat bench/target/classpath) org.openjdk.jmh.Main Cost
 * </pre>
 */
@NullMarked
package convspectrum.bench;

import org.jspecify.annotations.NullMarked;
