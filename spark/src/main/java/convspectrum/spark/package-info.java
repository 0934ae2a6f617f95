/**
 * Work on the machines of an Apache Spark cluster. {@link convspectrum.spark.SparkProvider} reaches
 * the cluster, {@link convspectrum.spark.SparkRunner} parts work into tasks and takes their
 * results, {@link convspectrum.spark.TaskBody} is what runs there.
 */
@NullMarked
package convspectrum.spark;

import org.jspecify.annotations.NullMarked;
