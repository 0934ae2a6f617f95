package convspectrum.search.strategy;

import java.util.List;

/**
 * A search under way. Not for use by two threads at once.
 *
 * <p>What it proposes depends on its seed, on the archive and on nothing else; a search that is
 * started again with the same values therefore goes through the same designs.
 */
@FunctionalInterface
public interface Strategy {
  /**
   * The designs to evaluate next: canonical, different, none of the archive, all within the
   * constraints that are known in advance. All of them are to be added to the archive, in this
   * order, before the next call, unless the budget ends.
   *
   * @return none where there is nothing left to propose
   */
  List<Encoding> propose(Archive archive);
}
