package convspectrum.reports.rows;

import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ResultColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;

/** The pages of a column in the row group that is being filled. */
final class ParquetColumn {
  private final String name;
  private final ParquetType type;

  private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
  private long uncompressed;
  private long values;
  private long missing;
  private long smallest = Long.MAX_VALUE;
  private long largest = Long.MIN_VALUE;

  /** A column like that of a table. */
  ParquetColumn(ResultColumn like) {
    this.name = like.name();
    this.type = ParquetType.of(like);
  }

  /** Whether a column has the same name and type. */
  boolean isLike(ResultColumn column) {
    return name.equals(column.name()) && type == ParquetType.of(column);
  }

  /** What the footer says of it. */
  SchemaElement schema() {
    return type.schema(name);
  }

  /** Adds a page. */
  void add(List<Cell> cells) throws IOException {
    ParquetPage page = ParquetPage.of(type, cells);
    pages.writeBytes(page.bytes());
    uncompressed += page.uncompressed();
    values += cells.size();
    for (Cell cell : cells) {
      if (cell instanceof Cell.Missing) {
        missing++;
      } else if (cell instanceof Cell.Count(long value)) {
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
      }
    }
  }

  /**
   * Writes all pages, and begins anew.
   *
   * @param position in the file at which they begin
   */
  ColumnChunk writeTo(OutputStream out, long position) throws IOException {
    ColumnMetaData data =
        new ColumnMetaData(
                type.physical(),
                List.of(Encoding.PLAIN, Encoding.RLE),
                List.of(name),
                CompressionCodec.GZIP,
                values,
                uncompressed,
                pages.size(),
                position)
            .setStatistics(statistics());
    pages.writeTo(out);
    pages.reset();
    uncompressed = 0;
    values = 0;
    missing = 0;
    smallest = Long.MAX_VALUE;
    largest = Long.MIN_VALUE;
    return new ColumnChunk(position).setMeta_data(data);
  }

  /** Readers that look for some rows skip groups without them. */
  private Statistics statistics() {
    Statistics statistics = new Statistics().setNull_count(missing);
    return smallest > largest
        ? statistics
        : statistics.setMin_value(littleEndian(smallest)).setMax_value(littleEndian(largest));
  }

  private static byte[] littleEndian(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
