package convspectrum.search.predict.check;

import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.predict.LatencyTable;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.parameter.Design;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Designs of a space with different networks, drawn by a seed, that a table has not measured. */
public final class FreshDesigns {
  /** Draws for each design that is wanted, since blocks may not fit and networks may be equal. */
  private static final int DRAWS = 50;

  /** Spaces up to this size are listed, and shuffled. */
  private static final int LISTED = 10_000;

  private FreshDesigns() {}

  /**
   * A design of the sample.
   *
   * @param label its choices
   * @param inTable whether the table has measured its network
   */
  public record Drawn(String label, Network network, boolean inTable) {}

  /**
   * Draws designs. Of a space that has fewer new ones, some that the table has are drawn too, after
   * all new ones.
   */
  public static List<Drawn> of(Sweep sweep, LatencyTable table, int sample, long seed) {
    Set<Fingerprint> known = new HashSet<>();
    for (LatencyTable.TimedDesign timed : table.designs()) {
      network(sweep, sweep.spec().design(timed.choices()))
          .ifPresent(network -> known.add(Fingerprint.of(network.graph())));
    }
    List<Drawn> fresh = new ArrayList<>();
    List<Drawn> seen = new ArrayList<>();
    Set<Fingerprint> drawn = new HashSet<>();
    Iterator<Design> draws = draws(sweep, sample, new SplittableRandom(seed));
    while (fresh.size() < sample && draws.hasNext()) {
      Design design = draws.next();
      Optional<Network> network = network(sweep, design);
      if (network.isPresent()) {
        Fingerprint fingerprint = Fingerprint.of(network.get().graph());
        if (drawn.add(fingerprint)) {
          boolean inTable = known.contains(fingerprint);
          (inTable ? seen : fresh).add(new Drawn(label(sweep, design), network.get(), inTable));
        }
      }
    }
    int missing = Math.min(sample - fresh.size(), seen.size());
    fresh.addAll(seen.subList(0, missing));
    return List.copyOf(fresh);
  }

  private static String label(Sweep sweep, Design design) {
    StringBuilder label = new StringBuilder();
    for (String name : sweep.parameters()) {
      label.append(label.isEmpty() ? "" : ", ").append(name).append('=');
      label.append(design.value(name).text());
    }
    return label.toString();
  }

  private static Optional<Network> network(Sweep sweep, Design design) {
    try {
      return Optional.of(Network.design(sweep.spec(), design, sweep.input()));
    } catch (SpecException e) {
      return Optional.empty();
    }
  }

  private static Iterator<Design> draws(Sweep sweep, int sample, SplittableRandom random) {
    if (sweep.size().compareTo(BigInteger.valueOf(LISTED)) <= 0) {
      List<Design> all = new ArrayList<>(sweep.designs().toList());
      for (int i = all.size() - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        Design moved = all.get(i);
        all.set(i, all.get(other));
        all.set(other, moved);
      }
      return all.iterator();
    }
    return random
        .ints((long) sample * DRAWS)
        .mapToObj(draw -> random(sweep, new SplittableRandom(draw)))
        .iterator();
  }

  private static Design random(Sweep sweep, SplittableRandom random) {
    int[] places =
        sweep.parameters().stream().mapToInt(name -> sweep.spec().space().indexOf(name)).toArray();
    int[] choices = new int[places.length];
    for (int i = 0; i < choices.length; i++) {
      choices[i] = random.nextInt(sweep.spec().parameters().get(places[i]).size());
    }
    return sweep.spec().canonical(sweep.base().with(places, choices));
  }
}
