package convspectrum.spec.zoo;

import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Networks of the field that give their published figures. */
public final class Zoo {
  /** How a model argument names a network of the zoo: {@code zoo:resnet-50}. */
  public static final String PREFIX = "zoo:";

  private static final List<String> NAMES =
      List.of(
          "alexnet",
          "nin",
          "vgg-16",
          "inception-v1",
          "inception-v3",
          "inception-v3-first",
          "inception-resnet-v2",
          "resnet-50",
          "resnext-50-32x4d",
          "squeezenet-1.0",
          "xception",
          "mobilenet-v1",
          "mobilenet-v1-full-conv",
          "mobilenet-v1-shallow",
          "mobilenet-v2",
          "shufflenet-v1",
          "mixnet-s",
          "efficientnet-b0",
          "convnext-tiny",
          "vit-b16-patch-embedding");

  private Zoo() {}

  /** The names of all networks, kin beside kin. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The spec of a network.
   *
   * @throws SpecException naming the nearest network, or all of them, where there is none of this
   *     name
   */
  public static Spec spec(String name) {
    return Spec.parse(PREFIX + name, text(name));
  }

  /**
   * The document itself, comments included.
   *
   * @throws SpecException as {@link #spec}
   */
  public static String text(String name) {
    requireKnown(name);
    return Resource.text(name + ".yaml");
  }

  /**
   * What was published of a network, the design of defaults first; empty where nothing was.
   *
   * @throws SpecException as {@link #spec}
   */
  public static List<Published> published(String name) {
    requireKnown(name);
    return Resource.rows("published.csv").stream()
        .filter(row -> row.text("network").equals(name))
        .map(Published::of)
        .toList();
  }

  /** The names of papers and repositories whose tables are here. */
  public static List<String> papers() {
    return Resource.rows("papers.csv").stream().map(row -> row.text("paper")).toList();
  }

  /**
   * The tables of a paper, in its order.
   *
   * @throws SpecException naming the nearest paper, or all of them, where there is none of this
   *     name
   */
  public static List<PaperTable> tables(String paper) {
    String source =
        Resource.rows("papers.csv").stream()
            .filter(row -> row.text("paper").equals(paper))
            .findFirst()
            .orElseThrow(() -> unknown("paper", paper, papers()))
            .text("source");
    Map<String, List<PaperFigure>> figures = new LinkedHashMap<>();
    for (Resource.Row row : Resource.rows("figures.csv")) {
      if (row.text("paper").equals(paper)) {
        figures.computeIfAbsent(row.text("table"), _ -> new ArrayList<>()).add(PaperFigure.of(row));
      }
    }
    return figures.entrySet().stream()
        .map(table -> new PaperTable(paper, table.getKey(), source, table.getValue()))
        .toList();
  }

  private static void requireKnown(String name) {
    if (!NAMES.contains(name)) {
      throw unknown("network", name, NAMES);
    }
  }

  /**
   * The networks that a name may mean: the one of this name, whatever its case and hyphens, or else
   * those that begin so, or else the nearest.
   */
  public static List<String> similar(String name) {
    return similar(name, NAMES);
  }

  private static List<String> similar(String name, List<String> known) {
    String letters = letters(name);
    if (letters.isEmpty()) {
      return List.of();
    }
    List<String> same = known.stream().filter(one -> letters(one).equals(letters)).toList();
    if (!same.isEmpty()) {
      return same;
    }
    List<String> begun = known.stream().filter(one -> letters(one).startsWith(letters)).toList();
    return begun.isEmpty() ? Suggestions.nearest(name, known).stream().toList() : begun;
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
  }

  private static SpecException unknown(String what, String name, List<String> known) {
    List<String> similar = similar(name, known);
    String expected =
        similar.size() > 1
            ? "did you mean " + String.join(", ", similar) + "?"
            : Suggestions.didYouMean(similar.isEmpty() ? name : similar.getFirst(), known);
    return SpecException.ofFile(
        PREFIX + name, "the zoo has no " + what + " '" + name + "'", expected);
  }
}
