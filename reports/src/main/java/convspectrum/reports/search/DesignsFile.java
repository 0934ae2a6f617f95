package convspectrum.reports.search;

import convspectrum.reports.search.DesignTable.Layout;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.CsvTable;
import convspectrum.search.run.SearchPlan;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.file.TemporaryFile;
import convspectrum.spec.file.WriteException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All evaluated designs of a search that does not keep them, as a table of comma-separated values:
 * written while they are evaluated, so that memory does not grow with their number. Which of them
 * belong to the front is known at the end, when the rows of the front are replaced.
 */
public final class DesignsFile implements AutoCloseable {
  static final String NAME = "designs.csv";

  private final Path target;
  private final TemporaryFile rows;
  private final SearchPlan plan;
  private final DesignTable designs;
  private final BufferedWriter writer;
  private String header = "";

  private DesignsFile(Path target, SearchPlan plan) throws IOException {
    this.target = target;
    this.rows = TemporaryFile.beside(target);
    this.plan = plan;
    this.designs = new DesignTable(plan, Optional.empty(), Set.of());
    this.writer = new BufferedWriter(new OutputStreamWriter(rows.out(), StandardCharsets.UTF_8));
  }

  /**
   * Begins the file of a search in a folder, under another name until it is complete.
   *
   * @throws WriteException with the path and the reason
   */
  public static DesignsFile begin(Path folder, SearchPlan plan) {
    Path target = folder.resolve(NAME);
    try {
      return new DesignsFile(target, plan);
    } catch (IOException e) {
      throw WriteException.of(target, e);
    }
  }

  /** Adds designs, in the order of their evaluation. */
  public void add(List<FoundDesign> found) {
    try {
      for (String record : records(found, designs)) {
        writer.write(record);
      }
    } catch (IOException e) {
      throw WriteException.of(target, e);
    }
  }

  /** One record for each design, with its end of line. */
  private List<String> records(List<FoundDesign> found, DesignTable table) {
    ResultTable rows = table.table("designs", "", found, Notes.none(), Layout.FILE);
    String[] parts = new CsvTable().render(rows).split("(?<=\n)");
    header = parts[0];
    return List.of(parts).subList(1, parts.length);
  }

  /** Completes the file of a search that ended with this result. */
  public Path finish(SearchResult result) {
    List<FoundDesign> front = result.best();
    Map<Long, String> known = new HashMap<>();
    List<String> records = records(front, new DesignTable(plan, result.trial(), Set.copyOf(front)));
    for (int i = 0; i < front.size(); i++) {
      known.put(front.get(i).number(), records.get(i));
    }
    try {
      writer.flush();
    } catch (IOException e) {
      throw WriteException.of(target, e);
    }
    AtomicFile.write(target, out -> copy(out, known));
    return target;
  }

  private void copy(OutputStream out, Map<Long, String> known) throws IOException {
    Writer to = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    to.write(header);
    try (BufferedReader from = Files.newBufferedReader(rows.path())) {
      long number = 0;
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        to.write(known.getOrDefault(++number, line + "\n"));
      }
    }
    to.flush();
  }

  @Override
  public void close() {
    try (rows) {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
