package convspectrum.reports.rows;

import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ResultColumn;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;

/**
 * What a column of a Parquet file holds, and its values in the encoding PLAIN, without those that
 * are missing (Apache Parquet, "Encodings").
 */
enum ParquetType {
  /** 64-bit integers. */
  COUNT(Type.INT64) {
    @Override
    byte[] plain(List<Cell> present) {
      ByteBuffer bytes = numbers(present.size());
      present.forEach(cell -> bytes.putLong(((Cell.Count) cell).value()));
      return bytes.array();
    }
  },
  /** Numbers of 64 bits; infinities are values, NaN is missing. */
  REAL(Type.DOUBLE) {
    @Override
    byte[] plain(List<Cell> present) {
      ByteBuffer bytes = numbers(present.size());
      present.forEach(cell -> bytes.putDouble(((Cell.Real) cell).value()));
      return bytes.array();
    }
  },
  /** A bit each, the lowest of a byte first. */
  FLAG(Type.BOOLEAN) {
    @Override
    byte[] plain(List<Cell> present) {
      byte[] bytes = new byte[(present.size() + Byte.SIZE - 1) / Byte.SIZE];
      for (int i = 0; i < present.size(); i++) {
        if (((Cell.Flag) present.get(i)).value()) {
          bytes[i / Byte.SIZE] |= (byte) (1 << i % Byte.SIZE);
        }
      }
      return bytes;
    }
  },
  /** UTF-8, the length in four bytes before it. */
  TEXT(Type.BYTE_ARRAY) {
    @Override
    byte[] plain(List<Cell> present) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (Cell cell : present) {
        byte[] text = ((Cell.Text) cell).value().getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(
            ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(text.length)
                .array());
        bytes.writeBytes(text);
      }
      return bytes.toByteArray();
    }
  };

  private final Type physical;

  ParquetType(Type physical) {
    this.physical = physical;
  }

  /** The type of a column. */
  static ParquetType of(ResultColumn column) {
    return switch (column.jsonType()) {
      case "integer" -> COUNT;
      case "number" -> REAL;
      case "boolean" -> FLAG;
      default -> TEXT;
    };
  }

  private static ByteBuffer numbers(int count) {
    return ByteBuffer.allocate(count * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The values of cells of this type, none of which is missing. */
  abstract byte[] plain(List<Cell> present);

  /** How values are stored. */
  Type physical() {
    return physical;
  }

  /** What the footer says of a column of this name; any column may have missing values. */
  SchemaElement schema(String name) {
    SchemaElement element =
        new SchemaElement(name).setType(physical).setRepetition_type(FieldRepetitionType.OPTIONAL);
    return this == TEXT
        ? element
            .setConverted_type(ConvertedType.UTF8)
            .setLogicalType(LogicalType.STRING(new StringType()))
        : element;
  }
}
