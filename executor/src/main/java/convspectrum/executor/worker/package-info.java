/**
 * Times programs in a separate process, so that two runtimes do not disturb each other and each has
 * its own options of the Java virtual machine. {@link convspectrum.executor.worker.WorkerHost} is
 * the side that asks, {@link convspectrum.executor.worker.WorkerServer} the side that answers.
 *
 * <p>The two exchange lines over the worker's standard input and output. The worker starts with
 * {@code ready} and an identity of its designs; then each request has one answer, {@code ok} with
 * its fields or {@code failed} with the reason. Fields are separated by blanks and URL-encoded;
 * designs are identified by their number:
 *
 * <pre>{@code
 *                                     ready 5f2c… 1.2
 * compile 0                           ok
 * warm-up 0 3000000000 0.02           ok 57 0.31 true 5312800.0
 * sample 0 1                          ok 5298113 false
 * outputs 0 /tmp/outputs              failed UnsupportedGraphException%3A+…
 * }</pre>
 */
@NullMarked
package convspectrum.executor.worker;

import org.jspecify.annotations.NullMarked;
