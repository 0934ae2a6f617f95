package convspectrum.reports.cost;

import convspectrum.costmodel.DataType;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.study.Latencies;

/**
 * The columns of what a design reads and writes: in float32, and in 8-bit integers too where a
 * runtime was timed with these.
 */
public final class TrafficColumns {
  /** The field of bytes in 8-bit integers. */
  public static final String INT8 = "bytes_int8";

  private TrafficColumns() {}

  /** Whether a runtime was timed with 8-bit integers. */
  public static boolean hasIntegers(Latencies latencies) {
    return latencies.runs().stream().anyMatch(run -> run.conditions().type() == DataType.INT8);
  }

  /** Bytes that one pass of a design reads and writes in float32. */
  public static long real(ComparedDesign row) {
    return row.cost().in(DataType.FLOAT32).total().bytes();
  }

  /** The same in 8-bit integers. */
  public static long integers(ComparedDesign row) {
    return row.cost().in(DataType.INT8).total().bytes();
  }

  /** The column of float32, which says so where there is another one. */
  public static ColumnDescription ofReal(Latencies latencies) {
    String meaning = "Bytes that one forward pass reads and writes if every operation does so";
    return hasIntegers(latencies)
        ? ColumnDescription.bytes("Traffic f32", meaning + ", in float32.")
        : ColumnDescription.bytes("Traffic", meaning + ".");
  }

  /** The column of 8-bit integers. */
  public static ColumnDescription ofIntegers() {
    return ColumnDescription.bytes(
        "Traffic int8",
        "The same in 8-bit integers: one byte for a value or a weight, four for a bias or a scale.");
  }
}
