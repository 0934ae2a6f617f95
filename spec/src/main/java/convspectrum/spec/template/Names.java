package convspectrum.spec.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a value may refer to where it stands.
 *
 * @param known the names that are defined there
 * @param repeats the repeats around it, outermost first, within its document section
 * @param noChoice why no choice may stand there; empty where one may
 * @param conditional whether some designs never read it
 */
record Names(Set<String> known, List<RepeatSite> repeats, String noChoice, boolean conditional) {
  /** What comes into a block: its channels and size. */
  static final List<String> INCOMING = List.of("in", "height", "width");

  Names {
    repeats = List.copyOf(repeats);
  }

  Names and(Iterable<String> more) {
    Set<String> all = new LinkedHashSet<>(known);
    more.forEach(all::add);
    return new Names(all, repeats, noChoice, conditional);
  }

  Names inside(RepeatSite repeat, boolean fixedTimes) {
    List<RepeatSite> all = new java.util.ArrayList<>(repeats);
    all.add(repeat);
    return new Names(known, all, noChoice, conditional || !fixedTimes);
  }

  Names conditionally() {
    return conditional ? this : new Names(known, repeats, noChoice, true);
  }
}
