package convspectrum.search.claim;

import convspectrum.costmodel.CostOptions;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Networks and claims about them.
 *
 * @param name what it is about, in a word
 * @param about the same in a sentence
 * @param networks those that claims need, by label, in the order of the text
 * @param claims at least one
 */
public record ClaimDocument(
    String name, String about, Map<String, Network> networks, List<Claim> claims) {
  /** The documents that come with the program, by name. */
  public static final List<String> NAMES = List.of("published");

  /** Leaves out networks that no claim needs: they need not be measured. */
  public ClaimDocument {
    claims = List.copyOf(claims);
    Set<String> needed =
        claims.stream().flatMap(one -> one.value().labels().stream()).collect(Collectors.toSet());
    networks = new LinkedHashMap<>(networks);
    networks.keySet().retainAll(needed);
  }

  /** The document of this name among {@link #NAMES}. */
  public static ClaimDocument named(String name) {
    try (InputStream in = ClaimDocument.class.getResourceAsStream(name + ".yaml")) {
      if (in == null) {
        throw SpecException.ofFile(
            name, "there is no study of this name", Suggestions.didYouMean(name, NAMES));
      }
      return parse(name + ".yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The document in a file.
   *
   * @throws SpecException with all its faults
   */
  public static ClaimDocument read(Path file) {
    return new ClaimReader(file.toString()).document(YamlReader.read(file));
  }

  /** The document in a text. */
  public static ClaimDocument parse(String file, String text) {
    return new ClaimReader(file).document(YamlReader.parse(file, text));
  }

  /** The same with the claims of these names alone. */
  public ClaimDocument only(Collection<String> ids) {
    return new ClaimDocument(
        name, about, networks, claims.stream().filter(claim -> ids.contains(claim.id())).toList());
  }

  /**
   * The networks, counted. Those that a claim needs, or claims that share one, have the same
   * baseline: the one of the fewest multiply-accumulates, to whose time the samples of the others
   * are evened out. What has different baselines need not be in the same rounds. Groups of many
   * networks come first: what is compiled for them is compiled for the others too. Of groups of the
   * same size that of the least work is the first, and leaves the time that it does not need to the
   * others.
   */
  public Designs designs() {
    List<ComparedDesign> rows =
        Designs.ofNetworks(List.copyOf(networks.values()), CostOptions.DEFAULT).rows();
    Map<String, ComparedDesign> byLabel =
        rows.stream().collect(Collectors.toMap(ComparedDesign::label, Function.identity()));
    ToLongFunction<String> macs =
        label -> Objects.requireNonNull(byLabel.get(label), label).cost().total().macs();
    Map<String, Set<String>> groups = groups(byLabel);
    Function<ComparedDesign, Set<String>> group =
        row -> Objects.requireNonNull(groups.get(row.evaluatedAs()), row::label);
    List<ComparedDesign> ordered =
        rows.stream()
            .sorted(
                Comparator.comparingInt((ComparedDesign row) -> -group.apply(row).size())
                    .thenComparingLong(row -> group.apply(row).stream().mapToLong(macs).sum()))
            .toList();
    List<String> baselines =
        ordered.stream()
            .map(row -> group.apply(row).stream().min(Comparator.comparingLong(macs)).orElseThrow())
            .toList();
    return new Designs(name, List.of(), ordered, baselines.getFirst(), baselines);
  }

  /** For each network that is timed, those that claims need with it. */
  private Map<String, Set<String>> groups(Map<String, ComparedDesign> byLabel) {
    Map<String, Set<String>> groups = new HashMap<>();
    for (Claim claim : claims) {
      Set<String> group = new LinkedHashSet<>();
      for (String label : claim.value().labels()) {
        String timed = Objects.requireNonNull(byLabel.get(label), label).evaluatedAs();
        group.add(timed);
        group.addAll(groups.getOrDefault(timed, Set.of()));
      }
      group.forEach(label -> groups.put(label, group));
    }
    return groups;
  }
}
