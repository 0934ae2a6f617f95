package convspectrum.spec;

import convspectrum.spec.expression.NearestDivisor;
import convspectrum.spec.fault.Faults;
import convspectrum.spec.fault.Location;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.lowering.Elaborator;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.parameter.Space;
import convspectrum.spec.resolved.ResolvedDocument;
import convspectrum.spec.template.Baseline;
import convspectrum.spec.template.Document;
import convspectrum.spec.template.read.DocumentReader;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlReader;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A network or block, or a space of them, as a user wrote it. Checked: its structure is sound, and
 * its defaults denote a graph. Immutable, and safe to share between threads.
 *
 * <pre>{@code
 * Spec spec = Spec.read(Path.of("examples/spectrum.yaml"));
 * Graph graph = spec.graph(spec.design(Map.of("segments", "8")));
 * }</pre>
 */
public final class Spec {
  private final String file;
  private final Document document;
  private final Elaborator elaborator;

  private Spec(String file, Document document) {
    this.file = file;
    this.document = document;
    this.elaborator = new Elaborator(document);
  }

  /**
   * The spec in a file.
   *
   * @throws SpecException with all its faults
   */
  public static Spec read(Path file) {
    return of(file.toString(), YamlReader.read(file));
  }

  /**
   * The spec in a stream, read to its end.
   *
   * @param name what faults call it
   * @throws SpecException with all its faults
   */
  public static Spec read(String name, InputStream in) {
    return of(name, YamlReader.read(name, in));
  }

  /**
   * The spec in a text.
   *
   * @param fileName what faults call it
   * @throws SpecException with all its faults
   */
  public static Spec parse(String fileName, String text) {
    return of(fileName, YamlReader.parse(fileName, text));
  }

  /**
   * The spec that a part of a document is.
   *
   * @param fileName what faults call the document
   * @throws SpecException with all its faults
   */
  public static Spec of(String fileName, YamlNode root) {
    Path last = Path.of(fileName).getFileName();
    String name = (last == null ? fileName : last.toString()).replaceFirst("\\.ya?ml$", "");
    Faults faults = new Faults();
    Document document = DocumentReader.read(root, name, faults);
    if (document == null) {
      throw new SpecException(faults.sorted());
    }
    Spec spec = new Spec(fileName, document);
    boolean isReadable = faults.isEmpty();
    spec.elaborator.check(faults);
    if (isReadable && !faults.isEmpty() && !document.space().parameters().isEmpty()) {
      throw CountedFaults.of(spec, faults);
    }
    faults.throwIfAny();
    return spec;
  }

  /** The name that the document gives, or else the name of its file. */
  public String name() {
    return document.name();
  }

  /** What it is, in one sentence. */
  public Optional<String> about() {
    return document.about();
  }

  /** Where it comes from: a paper or a repository. */
  public Optional<String> source() {
    return document.source();
  }

  /** What it leaves open: named parameters, then choices in place, in the order of the document. */
  public List<Parameter> parameters() {
    return document.space().parameters();
  }

  /** All assignments of the parameters. */
  public Space space() {
    return document.space();
  }

  /** The networks that stand beside the designs, in the order of the document. */
  public List<String> references() {
    return List.copyOf(document.references().keySet());
  }

  /** What speed-ups are relative to, where the document says so. */
  public Optional<Baseline> baseline() {
    return document.baseline();
  }

  /** The design of defaults. */
  public Design defaults() {
    return document.space().defaults();
  }

  /**
   * The design with these choices, and defaults elsewhere.
   *
   * @param settings parameter to the text of a choice
   * @throws SpecException with every name that is unknown and every text that is no choice
   */
  public Design design(Map<String, String> settings) {
    Faults faults = new Faults();
    Design design = defaults();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String name = setting.getKey();
      if (!space().contains(name)) {
        faults.add(
            Location.ofFile(file),
            "",
            "unknown parameter '" + name + "'",
            Suggestions.didYouMean(name, parameters().stream().map(Parameter::name).toList()));
        continue;
      }
      int index = space().indexOf(name);
      Parameter parameter = parameters().get(index);
      OptionalInt choice = parameter.find(setting.getValue());
      if (choice.isEmpty()) {
        faults.add(
            Location.ofFile(file),
            name,
            "'" + setting.getValue() + "' is none of its choices",
            "one of " + parameter.listed());
      } else {
        design = design.with(index, choice.getAsInt());
      }
    }
    faults.throwIfAny();
    return design;
  }

  /**
   * All designs, each once, settings at their defaults: see {@link #designs(Design, Collection)}.
   */
  public Stream<Design> designs() {
    return designs(space().first(), space().varied());
  }

  /**
   * The designs in which some parameters vary, lazily, the last parameter fastest. A choice in
   * place that a design does not read, because it stands in a case that was not taken, does not
   * vary, so that no design comes twice.
   *
   * @param base what the other parameters keep
   * @param swept the names of parameters that vary, each from its first choice
   * @throws IllegalArgumentException where a name is unknown
   */
  public Stream<Design> designs(Design base, Collection<String> swept) {
    int[] indices = swept.stream().mapToInt(name -> space().indexOf(name)).toArray();
    Design start = base.with(indices, new int[indices.length]);
    Iterator<Design> walk =
        new DesignWalk(elaborator, start, indices, document.conditionalChoices());
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            walk, Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.ORDERED),
        false);
  }

  /**
   * Whether every design reads every choice, so that each assignment of choices is one of {@link
   * #designs()}.
   */
  public boolean readsAllChoices() {
    return !document.conditionalChoices();
  }

  /** The same graph's plainest design: choices in place that it does not read are the first. */
  public Design canonical(Design design) {
    if (!document.conditionalChoices()) {
      return design;
    }
    Set<Integer> read = new HashSet<>(elaborator.choicesRead(design));
    int[] unread =
        IntStream.range(0, parameters().size())
            .filter(i -> parameters().get(i).inPlace() && !read.contains(i))
            .toArray();
    return design.with(unread, new int[unread.length]);
  }

  /** The shape of the input in a design, batch first. */
  public Shape input(Design design) {
    return elaborator.input(design);
  }

  /**
   * The graph of a design, under the spec's name.
   *
   * @throws SpecException naming the design, where blocks do not fit
   */
  public Graph graph(Design design) {
    return elaborator.graph(design, Optional.empty());
  }

  /** The graph of a design for an input of another shape, batch first. */
  public Graph graph(Design design, Shape input) {
    return elaborator.graph(design, Optional.of(input));
  }

  /**
   * What {@code nearest_divisor} makes of the numbers that a design asks for, each case once, in
   * the order of the network: 64 segments of 96 channels are 48.
   *
   * @param input another shape for the input, batch first, if not the spec's own
   * @throws SpecException naming the design, where blocks do not fit
   */
  public List<NearestDivisor> nearestDivisors(Design design, Optional<Shape> input) {
    return elaborator.nearestDivisors(design, input);
  }

  /**
   * A design as a document of its own, which leaves nothing open and denotes the same graph.
   *
   * @throws SpecException naming the design, where blocks do not fit
   */
  public String yaml(Design design) {
    return yaml(design, Optional.empty());
  }

  /**
   * The document of a design.
   *
   * @param input another shape for the input, batch first, if not the spec's own
   */
  public String yaml(Design design, Optional<Shape> input) {
    // Building the graph reports the faults of a design with better places.
    elaborator.graph(design, input);
    return ResolvedDocument.yaml(document, design, input);
  }

  /**
   * The graph of a reference, which may depend on parameters.
   *
   * @throws IllegalArgumentException where there is none of this name
   */
  public Graph reference(String name, Design design) {
    return elaborator.reference(name, design, Optional.empty());
  }

  /** The graph of a reference for an input of another shape, batch first. */
  public Graph reference(String name, Design design, Shape input) {
    return elaborator.reference(name, design, Optional.of(input));
  }
}
