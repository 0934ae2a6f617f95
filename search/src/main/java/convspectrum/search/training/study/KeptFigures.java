package convspectrum.search.training.study;

import convspectrum.spec.fault.SpecException;
import convspectrum.spec.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Figures in a file, so that a study that was stopped goes on: a line for each, of a key and
 * numbers with tabs between them. The whole file is written beside its place and moved there after
 * each new line. What a study with other options has kept stays, and serves it again.
 */
public final class KeptFigures {
  private static final String HEADER = "convspectrum study 1";
  private static final String TAB = "\t";

  private final Optional<Path> file;
  private final Map<String, List<Double>> figures = new TreeMap<>();

  private KeptFigures(Optional<Path> file) {
    this.file = file;
  }

  /** Figures that no file keeps. */
  public static KeptFigures inMemory() {
    return new KeptFigures(Optional.empty());
  }

  /**
   * Those in a file; none where there is none yet.
   *
   * @throws SpecException if it is damaged
   */
  public static KeptFigures in(Path file) {
    KeptFigures kept = new KeptFigures(Optional.of(file));
    if (Files.exists(file)) {
      kept.read(file);
    }
    return kept;
  }

  /** The figures of a key, if it has some. */
  public synchronized Optional<List<Double>> get(String key) {
    return Optional.ofNullable(figures.get(key));
  }

  /**
   * Keeps figures.
   *
   * @throws convspectrum.spec.file.WriteException if the file cannot be written; the old one
   *     remains
   */
  public synchronized void put(String key, List<Double> values) {
    figures.put(key, List.copyOf(values));
    file.ifPresent(place -> AtomicFile.write(place, text()));
  }

  private String text() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    figures.forEach((key, values) -> {
      text.append(key);
      values.forEach(value -> text.append(TAB).append(value));
      text.append('\n');
    });
    return text.toString();
  }

  private void read(Path place) {
    try {
      List<String> lines = Files.readAllLines(place, StandardCharsets.UTF_8);
      if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
        throw fault(place, "is no file of a study of this version");
      }
      for (int i = 1; i < lines.size(); i++) {
        List<String> parts = List.of(lines.get(i).split(TAB, -1));
        List<Double> values = new ArrayList<>();
        for (String part : parts.subList(1, parts.size())) {
          values.add(Double.parseDouble(part));
        }
        figures.put(parts.getFirst(), values);
      }
    } catch (IOException | NumberFormatException e) {
      throw fault(place, "is damaged");
    }
  }

  private static SpecException fault(Path place, String problem) {
    return SpecException.ofFile(
        place.toString(), problem, "try to delete it, or another folder for this study");
  }
}
