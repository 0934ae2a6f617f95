package convspectrum.spec.template.read;

import convspectrum.spec.template.RepeatSite;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a value may refer to where it stands.
 *
 * @param known the names that are defined there
 * @param local those of them that are parameters of an own block
 * @param repeats the repeats around it, outermost first, within its document section
 * @param noChoice why no choice may stand there; empty where one may
 * @param conditional whether some designs never read it
 */
record Names(
    Set<String> known,
    Set<String> local,
    List<RepeatSite> repeats,
    String noChoice,
    boolean conditional) {
  /** What comes into a block: its channels and size. */
  static final List<String> INCOMING = List.of("in", "in_height", "in_width");

  Names {
    repeats = List.copyOf(repeats);
  }

  static Names of(Set<String> known) {
    return new Names(known, Set.of(), List.of(), "", false);
  }

  Names and(List<String> more) {
    Set<String> all = new LinkedHashSet<>(known);
    all.addAll(more);
    return new Names(all, local, repeats, noChoice, conditional);
  }

  Names inOwnBlock(List<String> parameters) {
    Names all = and(parameters);
    return new Names(all.known, Set.copyOf(parameters), repeats, noChoice, conditional);
  }

  Names withoutChoice(String reason) {
    return new Names(known, local, List.of(), reason, conditional);
  }

  Names inside(RepeatSite repeat, boolean fixedTimes) {
    List<RepeatSite> all = new java.util.ArrayList<>(repeats);
    all.add(repeat);
    return new Names(known, local, all, noChoice, conditional || !fixedTimes);
  }

  Names conditionally() {
    return conditional ? this : new Names(known, local, repeats, noChoice, true);
  }
}
