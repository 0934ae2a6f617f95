package convspectrum.search.claim;

import convspectrum.search.design.Network;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.Faults;
import convspectrum.spec.fault.Location;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlReader;
import convspectrum.spec.yaml.YamlScalar;
import convspectrum.spec.zoo.Zoo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Networks and claims about them.
 *
 * @param name what it is about, in a word
 * @param about the same in a sentence
 * @param networks those that claims name, by name, in the order of the text
 * @param claims at least one
 */
public record ClaimDocument(
    String name, String about, Map<String, Network> networks, List<Claim> claims) {
  /** The documents that come with the program, by name. */
  public static final List<String> NAMES = List.of("published");

  public ClaimDocument {
    claims = List.copyOf(claims);
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
    return new Reader(file.toString()).document(YamlReader.read(file));
  }

  /** The document in a text. */
  public static ClaimDocument parse(String file, String text) {
    return new Reader(file).document(YamlReader.parse(file, text));
  }

  /** Reads a document and collects its faults. */
  private static final class Reader {
    private static final Set<String> FIELDS = Set.of("name", "about", "networks", "claims");
    private static final Set<String> OF_CLAIM =
        Set.of(
            "claim",
            "says",
            "published",
            "measured-on",
            "source",
            "figure",
            "above",
            "below",
            "at-least",
            "at-most");
    private static final Set<String> OF_ZOO = Set.of("zoo", "set");

    private final String file;
    private final Faults faults = new Faults();

    Reader(String file) {
      this.file = file;
    }

    ClaimDocument document(YamlNode root) {
      YamlMap map = map(root, "a mapping with networks and claims");
      only(map, FIELDS);
      Map<String, Network> networks = new LinkedHashMap<>();
      for (YamlMap.Entry entry : map(map.get("networks"), map, "networks").entries()) {
        network(entry).ifPresent(network -> networks.put(entry.key(), network));
      }
      List<Claim> claims = new ArrayList<>();
      if (map.get("claims") instanceof YamlList list && !list.items().isEmpty()) {
        list.items().forEach(item -> claim(item, networks.keySet()).ifPresent(claims::add));
      } else {
        fault(map, "claims", "found no claims", "a list of them");
      }
      String name = text(map, "name", file);
      String about = text(map, "about", "");
      faults.throwIfAny();
      return new ClaimDocument(name, about, networks, claims);
    }

    /** A spec written in place, or a network of the zoo. */
    private Optional<Network> network(YamlMap.Entry entry) {
      try {
        YamlMap map = map(entry.value(), "a spec, or {zoo: NAME}");
        YamlNode zoo = map.get("zoo");
        if (zoo == null) {
          Spec spec = Spec.of(file, map);
          return Optional.of(
              Network.design(spec, spec.defaults(), Optional.empty()).named(entry.key()));
        }
        only(map, OF_ZOO);
        Map<String, String> settings = new LinkedHashMap<>();
        if (map.get("set") instanceof YamlMap set) {
          set.entries().forEach(one -> settings.put(one.key(), scalar(one.value())));
        }
        Spec spec = Zoo.spec(scalar(zoo));
        return Optional.of(
            Network.design(spec, spec.design(settings), Optional.empty()).named(entry.key()));
      } catch (SpecException e) {
        e.faults().forEach(faults::add);
        return Optional.empty();
      }
    }

    private Optional<Claim> claim(YamlNode node, Set<String> networks) {
      int before = faults.size();
      YamlMap map = map(node, "a mapping with claim, says, above, below and at-least");
      only(map, OF_CLAIM);
      String above = network(map, "above", networks);
      String below = network(map, "below", networks);
      String figure = text(map, "figure", "time");
      if (!figure.equals("time") && !figure.equals("density")) {
        fault(map, "figure", "found '" + figure + "'", "time or density");
      }
      double atLeast = number(map, "at-least", Double.NaN);
      double atMost = number(map, "at-most", Double.POSITIVE_INFINITY);
      if (!(atLeast > 0 && atLeast < atMost)) {
        fault(map, "at-least", "found no band above 0", "at-least above 0 and below at-most");
      }
      String id = required(map, "claim");
      String says = required(map, "says");
      String source = required(map, "source");
      return faults.size() > before
          ? Optional.empty()
          : Optional.of(
              new Claim(
                  id,
                  says,
                  text(map, "published", ""),
                  text(map, "measured-on", ""),
                  source,
                  Claim.Figure.valueOf(figure.toUpperCase(Locale.ROOT)),
                  above,
                  below,
                  atLeast,
                  atMost));
    }

    private String network(YamlMap map, String field, Set<String> networks) {
      String name = required(map, field);
      if (!name.isEmpty() && !networks.contains(name)) {
        fault(
            map, field, "found no network '" + name + "'", Suggestions.didYouMean(name, networks));
      }
      return name;
    }

    private String required(YamlMap map, String field) {
      String text = text(map, field, "");
      if (text.isBlank()) {
        fault(map, field, "found nothing", "a text");
      }
      return text;
    }

    private static String text(YamlMap map, String field, String otherwise) {
      return map.get(field) instanceof YamlScalar scalar ? scalar.text() : otherwise;
    }

    private static String scalar(YamlNode node) {
      return node instanceof YamlScalar scalar ? scalar.text() : node.describe();
    }

    private double number(YamlMap map, String field, double otherwise) {
      if (map.get(field) == null) {
        return otherwise;
      }
      if (map.get(field) instanceof YamlScalar scalar && scalar.value() instanceof Number number) {
        return number.doubleValue();
      }
      fault(map, field, "found no number", "a number");
      return otherwise;
    }

    private void only(YamlMap map, Set<String> fields) {
      for (YamlMap.Entry entry : map.entries()) {
        if (!fields.contains(entry.key())) {
          faults.add(
              entry.keyLocation(),
              entry.value().path(),
              "unknown field '" + entry.key() + "'",
              Suggestions.didYouMean(entry.key(), fields.stream().sorted().toList()));
        }
      }
    }

    private void fault(YamlMap map, String field, String problem, String expected) {
      YamlNode value = map.get(field);
      Location location = value == null ? map.location() : value.location();
      String path = map.path().isEmpty() ? field : map.path() + "." + field;
      faults.add(location, path, problem, expected);
    }

    private YamlMap map(YamlNode node, String expected) {
      if (node instanceof YamlMap map) {
        return map;
      }
      faults.add(node.location(), node.path(), "found " + node.describe(), expected);
      throw new SpecException(faults.sorted());
    }

    private YamlMap map(@Nullable YamlNode node, YamlMap parent, String field) {
      if (node instanceof YamlMap map) {
        return map;
      }
      fault(parent, field, "found no " + field, "a mapping of names to specs");
      throw new SpecException(faults.sorted());
    }
  }
}
