package convspectrum.reports.rows;

import convspectrum.reports.table.Cell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/**
 * A data page of a Parquet file: its header, then compressed which of its values are there and
 * these values (Apache Parquet, "Data Pages", version 1).
 *
 * @param bytes of the file
 * @param uncompressed how many they would be without compression
 */
record ParquetPage(byte[] bytes, long uncompressed) {
  /** Definition levels of a flat column: a value is there, or it is missing. */
  private static final int PRESENT = 1;

  private static final int MISSING = 0;

  /** Bits of an unsigned LEB128 byte. */
  private static final int LEB_BITS = 7;

  /** GZIP as fast as it is: higher levels take longer than counting does, for a tenth of bytes. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** The page of these cells, all of a type or missing. */
  static ParquetPage of(ParquetType type, List<Cell> cells) throws IOException {
    byte[] levels = levels(cells);
    byte[] values =
        type.plain(cells.stream().filter(cell -> !(cell instanceof Cell.Missing)).toList());
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new FastGzip(compressed)) {
      gzip.write(
          ByteBuffer.allocate(Integer.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(levels.length)
              .array());
      gzip.write(levels);
      gzip.write(values);
    }
    int plain = Integer.BYTES + levels.length + values.length;
    PageHeader header =
        new PageHeader(PageType.DATA_PAGE, plain, compressed.size())
            .setData_page_header(
                new DataPageHeader(cells.size(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    Util.writePageHeader(header, page);
    int headerBytes = page.size();
    compressed.writeTo(page);
    return new ParquetPage(page.toByteArray(), (long) headerBytes + plain);
  }

  /** Runs of equal levels: twice the length of a run, then the level. */
  private static byte[] levels(List<Cell> cells) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int begin = 0;
    for (int i = 1; i <= cells.size(); i++) {
      if (i == cells.size() || level(cells.get(i)) != level(cells.get(begin))) {
        int run = i - begin << 1;
        for (; run >= 1 << LEB_BITS; run >>>= LEB_BITS) {
          bytes.write(run & (1 << LEB_BITS) - 1 | 1 << LEB_BITS);
        }
        bytes.write(run);
        bytes.write(level(cells.get(begin)));
        begin = i;
      }
    }
    return bytes.toByteArray();
  }

  private static int level(Cell cell) {
    return cell instanceof Cell.Missing ? MISSING : PRESENT;
  }
}
