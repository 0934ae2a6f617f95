package convspectrum.search.strategy;

import java.util.List;

/**
 * A running search. Not for use by two threads at once.
 *
 * <p>What it proposes depends on its seed, on the archive and on nothing else; a search that is
 * started again with the same values therefore proposes the same designs.
 */
@FunctionalInterface
public interface Strategy {
  /**
   * The designs to evaluate next: canonical, distinct, not in the archive, and all within the
   * constraints that are known in advance. The caller adds all of them to the archive, in this
   * order, before the next call, unless the budget ends.
   *
   * @param most number of designs that the budget leaves, 1 or more; the work for a proposal is
   *     bounded by it. What is proposed beyond is not evaluated
   * @return an empty list where nothing is left to propose
   */
  List<Encoding> propose(Archive archive, int most);
}
