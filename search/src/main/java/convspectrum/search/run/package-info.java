/**
 * A search from its plan to its result. {@link convspectrum.search.run.SpaceSearch} lets a strategy
 * propose designs of a space, obtains the figures that the {@linkplain
 * convspectrum.search.run.SearchPlan plan} asks for, each once per function, and ends with a {@link
 * convspectrum.search.run.SearchResult}, which depends on the plan and the figures alone.
 *
 * {@snippet :
 * SearchResult result = new SpaceSearch(plan, new Evaluations(journal, threads)).run(progress);
 * }
 */
@NullMarked
package convspectrum.search.run;

import org.jspecify.annotations.NullMarked;
