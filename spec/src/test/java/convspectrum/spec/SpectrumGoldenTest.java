package convspectrum.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.spec.file.CsvFile;
import convspectrum.spec.graph.Graph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Params and MACs of 1×1 and K×K convolutions with S segments, counted by PyTorch modules. */
class SpectrumGoldenTest {
  private static final String COLUMNS =
      "order,c_in,c_out,in_h,in_w,kernel,stride,segments,channels_per_segment,"
          + "pads_tf_same_t_l_b_r,out_h,out_w,torch_sym_pad_same_out,params_pw,params_spatial,"
          + "params_total,macs_pw,macs_spatial,macs_total";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "pw_first,128,128,112,112,7,1,2,64,3 3 3 3,112,112,1,16384,401408,417792,205520896,5035261952,5240782848",
        "pw_first,256,256,112,112,7,1,4,64,3 3 3 3,112,112,1,65536,802816,868352,822083584,10070523904,10892607488",
        "pw_first,256,256,19,19,3,2,256,1,1 1 1 1,10,10,1,65536,2304,67840,23658496,230400,23888896",
        "pw_first,256,256,7,7,5,1,1,256,2 2 2 2,7,7,1,65536,1638400,1703936,3211264,80281600,83492864",
        "pw_first,256,256,7,7,5,2,256,1,2 2 2 2,4,4,1,65536,6400,71936,3211264,102400,3313664",
        "pw_first,32,32,56,56,7,1,2,16,3 3 3 3,56,56,1,1024,25088,26112,3211264,78675968,81887232",
        "pw_first,32,32,7,7,5,1,2,16,2 2 2 2,7,7,1,1024,12800,13824,50176,627200,677376",
        "pw_first,32,32,7,7,5,2,32,1,2 2 2 2,4,4,1,1024,800,1824,50176,12800,62976",
        "pw_first,512,512,7,7,7,2,2,256,3 3 3 3,4,4,1,262144,6422528,6684672,12845056,102760448,115605504",
        "pw_first,64,64,28,28,5,1,2,32,2 2 2 2,28,28,1,4096,51200,55296,3211264,40140800,43352064",
        "pw_first,728,728,28,28,3,2,4,182,0 0 1 1,14,14,1,529984,1192464,1722448,415507456,233722944,649230400",
        "pw_first,728,728,28,28,7,1,4,182,3 3 3 3,28,28,1,529984,6492304,7022288,415507456,5089966336,5505473792",
        "pw_first,728,728,56,56,5,1,364,2,2 2 2 2,56,56,1,529984,36400,566384,1662029824,114150400,1776180224",
        "pw_first,728,728,7,7,7,1,28,26,3 3 3 3,7,7,1,529984,927472,1457456,25969216,45446128,71415344",
        "regular_only,256,256,7,7,3,2,1,256,1 1 1 1,4,4,1,0,589824,589824,0,9437184,9437184",
        "regular_only,64,64,112,112,7,1,1,64,3 3 3 3,112,112,1,0,200704,200704,0,2517630976,2517630976",
        "spatial_first,128,128,56,56,3,2,2,64,0 0 1 1,28,28,1,16384,73728,90112,12845056,57802752,70647808",
        "spatial_first,256,256,56,56,7,2,256,1,2 2 3 3,28,28,1,65536,12544,78080,51380224,9834496,61214720",
        "spatial_first,32,32,7,7,7,2,2,16,3 3 3 3,4,4,1,1024,25088,26112,16384,401408,417792",
        "spatial_first,512,512,14,14,5,2,1,512,1 1 2 2,7,7,1,262144,6553600,6815744,12845056,321126400,333971456",
        "spatial_first,64,64,56,56,7,2,1,64,2 2 3 3,28,28,1,4096,200704,204800,3211264,157351936,160563200",
        "spatial_first,64,64,7,7,5,2,32,2,2 2 2 2,4,4,1,4096,3200,7296,65536,51200,116736",
        "spatial_first,728,728,28,28,3,1,14,52,1 1 1 1,28,28,1,529984,340704,870688,415507456,267111936,682619392",
        "spatial_first,728,728,28,28,3,2,1,728,0 0 1 1,14,14,1,529984,4769856,5299840,103876864,934891776,1038768640"
      })
  void aSampleOfRows(String row) {
    CsvFile csv =
        CsvFile.of(Path.of("row.csv"), (COLUMNS + "\n" + row).getBytes(StandardCharsets.UTF_8));
    check(csv.rows().getFirst());
  }

  @Test
  void everyRow() throws IOException {
    Path table = shared().resolve("golden/spectrum.csv");
    assumeTrue(Files.exists(table), "the whole table is not on this machine");
    CsvFile csv = CsvFile.read(table);
    assertThat(String.join(",", csv.header())).isEqualTo(COLUMNS);
    csv.rows().forEach(SpectrumGoldenTest::check);
    assertThat(csv.size()).isEqualTo(1564);
  }

  private static void check(List<String> row) {
    String what = String.join(",", row);
    Graph graph = graph(row);
    assertThat(Counting.params(graph)).as(what).isEqualTo(Long.parseLong(row.get(15)));
    assertThat(Counting.macs(graph)).as(what).isEqualTo(Long.parseLong(row.get(18)));
    assertThat(graph.outputs().getFirst().shape())
        .as(what)
        .hasToString("1x" + row.get(2) + "x" + row.get(10) + "x" + row.get(11));
  }

  private static Graph graph(List<String> row) {
    String common =
        "out: %s, kernel: %s, stride: %s, padding: same-tf"
            .formatted(row.get(2), row.get(5), row.get(6));
    String block =
        row.get(0).equals("regular_only")
            ? "conv: {" + common + ", groups: " + row.get(7) + "}"
            : "segmented: {%s, segments: %s, order: %s}"
                .formatted(
                    common,
                    row.get(7),
                    row.get(0).equals("pw_first") ? "pointwise-first" : "spatial-first");
    Spec spec =
        Spec.parse(
            "row.yaml",
            "input: {channels: %s, height: %s, width: %s}\nlayers: [%s]"
                .formatted(row.get(1), row.get(3), row.get(4), block));
    return spec.graph(spec.defaults());
  }

  private static Path shared() {
    return Path.of(
        Objects.requireNonNullElse(System.getenv("CONVSPECTRUM_SHARED"), "../../shared"));
  }
}
