package convspectrum.search.additive;

import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds out which combinations of choices no design has. Of an encoding that denotes no design, all
 * choices are taken back that have nothing to do with it; the parameters that can each mend it
 * alone are then the ones that decide, and each combination of their choices is tried in several
 * designs.
 */
final class Exclusions<T> {
  /** Designs in which a combination is tried before it is excluded. */
  private static final int CONTEXTS = 12;

  /** Designs that are tried for a combination before none is expected to have it. */
  static final int TRIES = 40;

  /** Scopes that are tried to explain why one encoding denotes no design. */
  private static final int ROUNDS = 16;

  /** How often one encoding may lead to another that explains it. */
  private static final int DEEPEST = 64;

  private final EncodingSpace space;
  private final Samples<T> samples;
  private final int most;
  private final List<ExclusionDraft> drafts = new ArrayList<>();
  private int seen;

  Exclusions(EncodingSpace space, Samples<T> samples, int most) {
    this.space = space;
    this.samples = samples;
    this.most = most;
  }

  /** Whether an encoding is known to denote no design. */
  boolean excludes(Encoding encoding) {
    return drafts.stream().anyMatch(one -> one.excludes(one.scope().index(encoding)));
  }

  /** Whether choices, of which −1 is open, are known to be in no design. */
  boolean excludes(int[] chosen) {
    return drafts.stream()
        .anyMatch(one -> {
          int index = one.scope().index(chosen);
          return index >= 0 && one.excludes(index);
        });
  }

  /** Takes note of the designs that were sampled since. */
  void update() {
    while (seen < samples.designs().size()) {
      Encoding design = samples.designs().get(seen++).encoding();
      drafts.forEach(one -> one.allow(design));
    }
  }

  /**
   * Learns from an encoding that denotes no design.
   *
   * @param design one that does
   */
  void learn(Encoding none, Encoding design) throws InterruptedException {
    for (int i = 0; i < ROUNDS && !excludes(none); i++) {
      learn(none, design, 0);
    }
    if (!excludes(none)) {
      throw new NotFactoredException(
          "no few parameters were found that decide which choices fit together", List.of());
    }
  }

  private void learn(Encoding none, Encoding design, int depth) throws InterruptedException {
    Encoding core = core(none, design);
    Set<Integer> deciding = deciding(core);
    double combinations = deciding.stream().mapToDouble(space::choices).reduce(1, (a, b) -> a * b);
    if (combinations > most || depth > DEEPEST) {
      throw new NotFactoredException(
          "which choices fit together depends on %d parameters at once, on %,.0f combinations of their choices; expected at most %,d"
              .formatted(deciding.size(), combinations, most),
          List.copyOf(deciding));
    }
    ExclusionDraft draft = draft(Scope.of(space, deciding));
    update();
    int index = draft.scope().index(core);
    if (!draft.allows(index)) {
      settle(draft, core);
      return;
    }
    // Another design has the same combination: on the way from it, other parameters decide.
    Encoding at = sampleWith(draft.scope(), index);
    for (int parameter : differing(at, core)) {
      Encoding next = at.with(parameter, core.index(parameter));
      if (!samples.isDesign(next)) {
        learn(next, at, depth + 1);
        return;
      }
      at = next;
    }
  }

  /** As few differences from the design as are needed to denote none. */
  private Encoding core(Encoding none, Encoding design) throws InterruptedException {
    Encoding core = none;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (int parameter : differing(core, design)) {
        Encoding back = core.with(parameter, design.index(parameter));
        if (!samples.isDesign(back)) {
          core = back;
          smaller = true;
        }
      }
    }
    return core;
  }

  private Set<Integer> deciding(Encoding core) throws InterruptedException {
    Set<Integer> deciding = new TreeSet<>();
    for (int parameter = 0; parameter < core.size(); parameter++) {
      for (int choice = 0; choice < space.choices(parameter); choice++) {
        if (choice != core.index(parameter) && samples.isDesign(core.with(parameter, choice))) {
          deciding.add(parameter);
          break;
        }
      }
    }
    return deciding;
  }

  private ExclusionDraft draft(Scope scope) {
    for (ExclusionDraft one : drafts) {
      if (one.scope().equals(scope)) {
        return one;
      }
    }
    ExclusionDraft draft = new ExclusionDraft(scope);
    samples.designs().forEach(one -> draft.allow(one.encoding()));
    drafts.add(draft);
    return draft;
  }

  /** Tries every open combination, first beside the other choices of the core. */
  private void settle(ExclusionDraft draft, Encoding core) throws InterruptedException {
    List<Encoding> contexts = new ArrayList<>(List.of(core));
    int designs = samples.designs().size();
    for (int i = 0; i < Math.min(CONTEXTS, designs); i++) {
      contexts.add(samples.designs().get((int) ((long) i * designs / CONTEXTS)).encoding());
    }
    int[] chosen = new int[core.size()];
    for (int index = 0; index < draft.scope().size(); index++) {
      boolean refused = false;
      for (int i = 0; i < contexts.size() && draft.isOpen(index); i++) {
        System.arraycopy(contexts.get(i).toArray(), 0, chosen, 0, chosen.length);
        draft.scope().choose(index, chosen);
        Encoding encoding = Encoding.of(chosen);
        if (!excludes(encoding)) {
          refused |= !samples.isDesign(encoding);
          update();
        }
      }
      if (refused && draft.isOpen(index)) {
        draft.exclude(index);
      }
    }
  }

  private Encoding sampleWith(Scope scope, int index) {
    return samples.designs().stream()
        .map(Sample::encoding)
        .filter(one -> scope.index(one) == index)
        .findFirst()
        .orElseThrow();
  }

  static List<Integer> differing(Encoding a, Encoding b) {
    return IntStream.range(0, a.size()).filter(i -> a.index(i) != b.index(i)).boxed().toList();
  }

  List<Exclusion> found() {
    return drafts.stream().filter(one -> !one.isEmpty()).map(ExclusionDraft::exclusion).toList();
  }
}
