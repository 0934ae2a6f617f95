package convspectrum.search.latency;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.spec.Spec;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.parameter.Design;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The designs that are measured together with the baseline. A process that measures them for
 * another receives their choices, and lists the designs as the other does.
 */
public final class MeasuringGroup {
  /** The label of the baseline; all other labels are fingerprints. */
  static final String BASELINE = "baseline";

  private MeasuringGroup() {}

  /** The baseline first, then each different network that is not the baseline's, once. */
  public static Designs of(String name, Network baseline, List<Network> designs) {
    ComparedDesign first = compared(BASELINE, baseline);
    Map<Fingerprint, ComparedDesign> rows = new LinkedHashMap<>();
    rows.put(first.fingerprint(), first);
    for (Network design : designs) {
      ComparedDesign row = compared("", design);
      rows.putIfAbsent(
          row.fingerprint(),
          new ComparedDesign(
              row.fingerprint().hex(), design, row.cost(), row.fingerprint(), Optional.empty()));
    }
    return new Designs(name, List.of(), List.copyOf(rows.values()), BASELINE);
  }

  private static ComparedDesign compared(String label, Network network) {
    return new ComparedDesign(
        label,
        network,
        NetworkCost.of(network.graph(), CostOptions.DEFAULT),
        Fingerprint.of(network.graph()),
        Optional.empty());
  }

  /** Writes the choices of all but the baseline: their number, then a line for each. */
  public static void send(Designs group, Writer out) throws IOException {
    List<ComparedDesign> rows = group.rows().subList(1, group.rows().size());
    out.write(rows.size() + "\n");
    for (ComparedDesign row : rows) {
      out.write(line(row.design().orElseThrow()) + "\n");
    }
    out.flush();
  }

  private static String line(Design design) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < design.parameters().size(); i++) {
      text.append(i == 0 ? "" : " ").append(design.choice(i));
    }
    return text.toString();
  }

  /**
   * Reads what {@link #send} wrote, and nothing beyond.
   *
   * @throws IOException where it ends too early, or is something else
   */
  public static List<Design> receive(InputStream in, Spec spec) throws IOException {
    try {
      int count = Integer.parseInt(readLine(in));
      List<Design> designs = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String[] choices = readLine(in).split(" ", -1);
        int[] places = IntStream.range(0, spec.parameters().size()).toArray();
        designs.add(
            spec.defaults()
                .with(
                    places,
                    IntStream.of(places).map(place -> Integer.parseInt(choices[place])).toArray()));
      }
      return designs;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("these are no designs of " + spec.name(), e);
    }
  }

  /** Reads single bytes, since the bytes after the designs belong to the next reader. */
  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the designs to measure end too early");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
