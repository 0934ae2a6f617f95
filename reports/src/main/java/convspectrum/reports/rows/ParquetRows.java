package convspectrum.reports.rows;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/**
 * Rows as a file of Apache Parquet (version 1 of the format). Texts are strings, counts 64-bit
 * integers, other numbers doubles; units, meanings and notes are in the metadata of the file.
 *
 * <p>Footer and page headers are written by Apache's own classes; the rest of the format that a
 * flat table needs is in {@link ParquetPage}. Apache's writer would bring Hadoop, 70 MB.
 */
final class ParquetRows implements RowFile {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final String PREFIX = "convspectrum.";
  private static final int VERSION = 1;

  /** Rows of a group, whose compressed columns are in memory: some MB. */
  private static final long GROUP_ROWS = 1 << 17;

  private final OutputStream out;
  private final String writer;
  private final List<RowGroup> groups = new ArrayList<>();
  private final List<KeyValue> metadata = new ArrayList<>();
  private List<ParquetColumn> columns = List.of();
  private String name = "";
  private long position;
  private long rows;
  private long rowsOfGroup;

  ParquetRows(OutputStream out, String writer) {
    this.out = out;
    this.writer = writer;
  }

  @Override
  public void add(ResultTable table) throws IOException {
    if (columns.isEmpty()) {
      begin(table);
    }
    requireSame(table);
    if (table.rowCount() == 0) {
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).add(table.columns().get(i).cells());
    }
    rowsOfGroup += table.rowCount();
    if (rowsOfGroup >= GROUP_ROWS) {
      writeGroup();
    }
  }

  private void begin(ResultTable table) throws IOException {
    write(MAGIC);
    name = table.name();
    columns = table.columns().stream().map(ParquetColumn::new).toList();
    describe("table", table.title());
    for (ResultColumn column : table.columns()) {
      ColumnDescription description = column.description();
      describe("unit." + column.name(), description.unit());
      describe("meaning." + column.name(), description.meaning());
    }
  }

  private void describe(String key, String value) {
    if (!value.isEmpty()) {
      metadata.add(new KeyValue(PREFIX + key).setValue(value));
    }
  }

  private void requireSame(ResultTable table) {
    boolean same = table.columns().size() == columns.size();
    for (int i = 0; same && i < columns.size(); i++) {
      same = columns.get(i).isLike(table.columns().get(i));
    }
    if (!same) {
      throw new IllegalArgumentException(
          "columns %s are not those of the rows before".formatted(table.columnNames()));
    }
  }

  private void writeGroup() throws IOException {
    List<ColumnChunk> chunks = new ArrayList<>();
    long uncompressed = 0;
    for (ParquetColumn column : columns) {
      ColumnChunk chunk = column.writeTo(out, position);
      position += chunk.getMeta_data().getTotal_compressed_size();
      uncompressed += chunk.getMeta_data().getTotal_uncompressed_size();
      chunks.add(chunk);
    }
    groups.add(new RowGroup(chunks, uncompressed, rowsOfGroup));
    rows += rowsOfGroup;
    rowsOfGroup = 0;
  }

  @Override
  public void finish(Notes notes) throws IOException {
    if (rowsOfGroup > 0) {
      writeGroup();
    }
    notes.facts().forEach(fact -> describe("note." + fact.key(), fact.value()));
    for (int i = 0; i < notes.warnings().size(); i++) {
      describe("warning." + (i + 1), notes.warnings().get(i));
    }
    List<SchemaElement> schema = new ArrayList<>();
    schema.add(new SchemaElement(name).setNum_children(columns.size()));
    columns.forEach(column -> schema.add(column.schema()));
    ColumnOrder order = ColumnOrder.TYPE_ORDER(new TypeDefinedOrder());
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(
        new FileMetaData(VERSION, schema, rows, groups)
            .setKey_value_metadata(metadata)
            .setCreated_by(writer)
            .setColumn_orders(Collections.nCopies(columns.size(), order)),
        footer);
    write(footer.toByteArray());
    write(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(footer.size())
            .array());
    write(MAGIC);
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }
}
