/**
 * The durable record of evaluations: what was evaluated once is never evaluated again, even if the
 * process fails. {@link convspectrum.search.journal.Journal} is an SQLite file in WAL mode; every
 * {@linkplain convspectrum.search.journal.Evaluation evaluation} is committed before it counts.
 * Several processes may use one journal at once; each evaluation is claimed by one.
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
