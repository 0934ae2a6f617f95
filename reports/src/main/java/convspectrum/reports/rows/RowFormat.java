package convspectrum.reports.rows;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats of files of many rows, which are named by their endings. */
public enum RowFormat {
  /** Comma-separated values. */
  CSV,
  /** Apache Parquet. */
  PARQUET;

  /** The format that the name of a file ends in; empty where it is none of these. */
  public static Optional<RowFormat> of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> name.endsWith(format.ending())).findFirst();
  }

  /** The endings, for messages: {@code .csv or .parquet}. */
  public static String endings() {
    return Arrays.stream(values()).map(RowFormat::ending).collect(Collectors.joining(" or "));
  }

  private String ending() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  /**
   * Begins a file of this format.
   *
   * @param out where it is written; whoever opened it closes it
   * @param writer the program that writes, with its version
   */
  public RowFile begin(OutputStream out, String writer) {
    return switch (this) {
      case CSV -> new CsvRows(out);
      case PARQUET -> new ParquetRows(out, writer);
    };
  }
}
