/**
 * The durable record of evaluations: what was found out once is never found out again, whatever
 * happens to the process. {@link convspectrum.search.journal.Journal} is an SQLite file in WAL
 * mode; every {@linkplain convspectrum.search.journal.Evaluation evaluation} is committed before it
 * counts. Several processes may use one journal at once; each evaluation is claimed by one.
 *
 * {@snippet :
 * try (Journal journal = Journal.open(file, space, version)) {
 *   Evaluation evaluation = journal.once("naswot seed 1", key, () -> evaluate());
 * }
 * }
 */
@NullMarked
package convspectrum.search.journal;

import org.jspecify.annotations.NullMarked;
