package convspectrum.search.additive;

import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import convspectrum.search.strategy.SplitMix;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The experiment by which {@link Factored} is found. */
final class Factoring<T> {
  /** Encodings that are drawn in search of one design. */
  private static final int DRAWS = 10_000;

  /** Choices of one parameter that are tried beside a base. */
  private static final int NEIGHBOURS = 32;

  private final EncodingSpace space;
  private final FactoringOptions options;
  private final SplitMix random;
  private final Samples<T> samples;
  private final Exclusions<T> exclusions;
  private final Map<String, PositionDraft<T>> drafts = new LinkedHashMap<>();
  private int checked;

  Factoring(EncodingSpace space, Breakdown<T> breakdown, FactoringOptions options) {
    this.space = space;
    this.options = options;
    this.random = new SplitMix(options.seed());
    this.samples = new Samples<>(breakdown, options.mostCalls());
    this.exclusions = new Exclusions<>(space, samples, options.mostEntries());
  }

  Factored<T> of(Encoding start) throws InterruptedException {
    if (samples.isDesign(start)) {
      vary(start);
    }
    for (int i = 0; i < options.bases(); i++) {
      vary(drawn());
    }
    do {
      fill();
    } while (!agrees());
    Set<Encoding> witnesses = new LinkedHashSet<>();
    List<Exclusion> excluded = new ArrayList<>(exclusions.found());
    drafts
        .values()
        .forEach(one -> {
          witnesses.addAll(one.witnesses());
          one.exclusion().ifPresent(excluded::add);
        });
    return new Factored<>(
        space,
        drafts.values().stream().map(PositionDraft::position).toList(),
        excluded,
        List.copyOf(witnesses),
        samples.calls(),
        checked,
        isSmall());
  }

  private Encoding drawn() throws InterruptedException {
    for (int i = 0; i < DRAWS; i++) {
      Encoding encoding = space.random(random);
      if (!exclusions.excludes(encoding) && samples.isDesign(encoding)) {
        return encoding;
      }
    }
    if (samples.designs().isEmpty()) {
      throw new NotFactoredException(
          "no design was found among %,d drawn at random".formatted(DRAWS), List.of());
    }
    return samples.designs().getFirst().encoding();
  }

  /** Changes one parameter at a time; a position that changes depends on it. */
  private void vary(Encoding base) throws InterruptedException {
    Sample<T> sample = samples.of(base).orElseThrow();
    for (int parameter = 0; parameter < space.parameters(); parameter++) {
      // Of many choices some tell; the tables hold all of them later.
      int choices = space.choices(parameter);
      int tried = Math.min(NEIGHBOURS, choices);
      for (int i = 0; i < tried; i++) {
        Encoding neighbour = base.with(parameter, (int) ((long) i * choices / tried));
        if (exclusions.excludes(neighbour)) {
          continue;
        }
        Optional<Sample<T>> other = samples.of(neighbour);
        if (other.isEmpty()) {
          exclusions.learn(neighbour, base);
          continue;
        }
        for (String position : samples.positions()) {
          if (!sample.at(position).equals(other.get().at(position))) {
            draft(position).enlarge(List.of(parameter));
          }
        }
      }
    }
  }

  private PositionDraft<T> draft(String position) {
    return drafts.computeIfAbsent(
        position, name -> new PositionDraft<>(name, space, options.mostEntries()));
  }

  /** Enters all samples into the tables, which enlarges scopes until none contradict each other. */
  private void update() throws InterruptedException {
    exclusions.update();
    boolean again = true;
    while (again) {
      again = false;
      for (String position : List.copyOf(samples.positions())) {
        PositionDraft<T> draft = draft(position);
        Optional<PositionDraft.Contradiction<T>> found = draft.enter(samples.designs());
        if (found.isPresent()) {
          draft.enlarge(cause(position, found.get()));
          again = true;
        }
      }
    }
    exclusions.update();
  }

  /** The parameters, mostly one, whose change makes the difference between two designs. */
  private List<Integer> cause(String position, PositionDraft.Contradiction<T> found)
      throws InterruptedException {
    Encoding at = found.one().encoding();
    Encoding to = found.other().encoding();
    Optional<T> value = found.one().at(position);
    List<Integer> changed = new ArrayList<>();
    for (int parameter : Exclusions.differing(at, to)) {
      at = at.with(parameter, to.index(parameter));
      changed.add(parameter);
      Optional<Sample<T>> sample = samples.of(at);
      if (sample.isPresent()) {
        if (!sample.get().at(position).equals(value)) {
          return changed;
        }
        changed.clear();
      }
    }
    throw new IllegalStateException(position + ": " + at + " has two values");
  }

  /** Composes designs until each table has all combinations that some design has. */
  private void fill() throws InterruptedException {
    update();
    while (true) {
      List<Gap<T>> gaps = new ArrayList<>();
      drafts.values().forEach(one -> gaps.add(new Gap<>(one, missing(one))));
      gaps.removeIf(Gap::isEmpty);
      if (gaps.isEmpty()) {
        return;
      }
      gaps.sort((a, b) -> Integer.compare(b.open().cardinality(), a.open().cardinality()));
      for (Gap<T> gap : gaps) {
        for (int index = gap.open().nextSetBit(0);
            index >= 0;
            index = gap.open().nextSetBit(index + 1)) {
          compose(gap, index, gaps);
        }
      }
      update();
    }
  }

  private BitSet missing(PositionDraft<T> draft) {
    BitSet missing = draft.missing();
    int[] chosen = open();
    for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
      draft.scope().choose(i, chosen);
      if (exclusions.excludes(chosen)) {
        missing.clear(i);
      }
    }
    return missing;
  }

  private int[] open() {
    int[] chosen = new int[space.parameters()];
    Arrays.fill(chosen, -1);
    return chosen;
  }

  /** Samples a design that has a missing combination, and as many others as fit beside it. */
  private void compose(Gap<T> gap, int index, List<Gap<T>> gaps) throws InterruptedException {
    int[] chosen = open();
    gap.draft().scope().choose(index, chosen);
    int[] alone = chosen.clone();
    for (Gap<T> other : gaps) {
      other.join(chosen, exclusions);
    }
    if (sampled(chosen, gaps) || sampled(alone, gaps)) {
      return;
    }
    for (int i = 0; i < Exclusions.TRIES && !exclusions.excludes(alone); i++) {
      if (sampled(alone, gaps)) {
        return;
      }
    }
    gap.open().clear(index);
    if (!exclusions.excludes(alone)) {
      gap.draft().giveUp(index);
    }
  }

  /** Completes choices to a design of which the rest is known; whether there is one. */
  private boolean sampled(int[] chosen, List<Gap<T>> gaps) throws InterruptedException {
    List<Sample<T>> designs = samples.designs();
    Encoding beside = designs.get(random.nextInt(designs.size())).encoding();
    int[] complete = beside.toArray();
    for (int i = 0; i < complete.length; i++) {
      if (chosen[i] >= 0) {
        complete[i] = chosen[i];
      }
    }
    Encoding encoding = Encoding.of(complete);
    if (exclusions.excludes(encoding)) {
      return false;
    }
    if (!samples.isDesign(encoding)) {
      exclusions.learn(encoding, beside);
      return false;
    }
    gaps.forEach(one -> one.close(encoding));
    return true;
  }

  /** Compares designs with the tables; at the first that differs the tables have to be mended. */
  private boolean agrees() throws InterruptedException {
    boolean all = isSmall();
    Iterator<Encoding> every = space.encodings().iterator();
    checked = 0;
    long draws = all ? space.size().longValueExact() : 10L * options.checked();
    for (long i = 0; i < draws && (all || checked < options.checked()); i++) {
      Encoding encoding = all ? every.next() : space.random(random);
      boolean excluded = exclusions.excludes(encoding);
      Optional<Sample<T>> sample = samples.of(encoding);
      if (sample.isEmpty()) {
        if (!excluded) {
          exclusions.learn(encoding, nearest(encoding));
          return false;
        }
      } else if (excluded || !predicts(sample.get())) {
        return false;
      } else {
        checked++;
      }
    }
    return true;
  }

  /** Whether all encodings are compared, instead of some that are drawn. */
  private boolean isSmall() {
    return space.size().compareTo(BigInteger.valueOf(options.checked())) <= 0;
  }

  private boolean predicts(Sample<T> sample) {
    return samples.positions().stream().allMatch(position -> draft(position).predicts(sample));
  }

  /** The sampled design with the fewest differences. */
  private Encoding nearest(Encoding encoding) {
    Encoding nearest = samples.designs().getFirst().encoding();
    int least = Exclusions.differing(nearest, encoding).size();
    for (Sample<T> sample : samples.designs()) {
      int differences = Exclusions.differing(sample.encoding(), encoding).size();
      if (differences < least) {
        least = differences;
        nearest = sample.encoding();
      }
    }
    return nearest;
  }
}
