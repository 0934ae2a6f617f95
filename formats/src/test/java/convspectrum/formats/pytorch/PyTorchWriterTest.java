package convspectrum.formats.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Origin;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files look like; that they compute the right thing is tested where they are run. */
class PyTorchWriterTest {
  private static final PyTorchHeader HEADER = new PyTorchHeader("1.2.3", "width=0.5", 7, 1_234);

  @TempDir Path folder;

  @Test
  void decodersSequencesAndVolumesHaveModules() {
    String up = "input: {channels: 4, height: 8, width: 8}\nlayers: [transposed-conv: {out: 2, ";
    assertThat(text("name: up\n" + up + "kernel: 3, padding: 1, output-padding: 1}]\n"))
        .contains("nn.ConvTranspose2d(", "stride=2,", " padding=1,", "output_padding=1,");
    // PyTorch cuts equally much off both sides: less behind is output padding, more is not there.
    assertThat(text("name: up\n" + up + "kernel: 4, padding: [2, 2, 1, 1]}]\n"))
        .contains(" padding=2,", "output_padding=1,");
    assertThat(text("name: up\n" + up + "kernel: 3}]\n")).doesNotContain("ConvTranspose");
    String conv = "\nlayers: [conv: {out: 2, kernel: 3, padding: same-tf, stride: 2}]\n";
    assertThat(text("name: row\ninput: {channels: 4, length: 8}" + conv))
        .contains("nn.ConstantPad1d(", "nn.Conv1d(");
    assertThat(text("name: box\ninput: {channels: 4, depth: 7, height: 7, width: 7}" + conv))
        .contains("nn.Conv3d(", "padding=1");
  }

  @Test
  void aChainOfBlocksIsOneSequential() {
    assertThat(
            text(
                """
                name: first net
                input: {channels: 3, height: 32, width: 32}
                layers:
                  - conv: {out: 16, kernel: 3, norm: batch, activation: relu}
                  - depthwise: {kernel: 5, padding: same-tf, stride: 2}
                  - global-pool
                  - flatten
                  - dropout: 0.2
                  - linear: 10
                """))
        .isEqualTo(
            """
            # first net
            # Written by convspectrum 1.2.3; PyTorch 1.12 or newer.
            # Design: width=0.5
            # 1,034 parameters, 1,234 multiply-accumulates for 1x3x32x32; seed 7.

            import torch
            from torch import nn


            class FirstNet(nn.Module):
                # first net

                def __init__(self):
                    super().__init__()
                    self.layers = nn.Sequential(
                        nn.Sequential(  # layers[0]
                            nn.Conv2d(3, 16, 3, padding=1, bias=False),
                            nn.BatchNorm2d(16),
                            nn.ReLU(),
                        ),
                        nn.Sequential(  # layers[1]
                            nn.ZeroPad2d((1, 2, 1, 2)),
                            nn.Conv2d(16, 16, 5, stride=2, groups=16, bias=False),
                        ),
                        nn.AdaptiveAvgPool2d(1),  # layers[2]
                        nn.Flatten(),  # layers[3]
                        nn.Dropout(0.2),  # layers[4]
                        nn.Linear(16, 10),  # layers[5]
                    )

                def forward(self, x):
                    return self.layers(x)


            if __name__ == "__main__":
                torch.manual_seed(7)
                model = FirstNet().eval()
                count = sum(parameter.numel() for parameter in model.parameters())
                print(f"{count:,} parameters")
                with torch.no_grad():
                    result = model(torch.zeros((1, 3, 32, 32)))
                for output in result if isinstance(result, tuple) else (result,):
                    print("output", tuple(output.shape))
            """);
  }

  @Test
  void blocksOfOneShapeShareAClass() {
    String text =
        text(
            """
            input: [1, 8, 16, 16]
            layers:
              - repeat:
                  times: 2
                  body:
                    - residual: {body: [conv: {out: $in}], activation: relu}
              - residual:
                  body: [conv: {out: 16, kernel: 5, groups: 2, stride: 2}]
                  shortcut: projection
              - residual:
                  body: [conv: {out: 16, kernel: 5, groups: 2}]
                  activation: relu
            """);
    assertThat(text)
        .contains(
            """
            class Residual(nn.Module):
                # residual

                def __init__(self, in_channels, kernel_size, padding, groups):
                    super().__init__()
                    self.body_0_conv = nn.Conv2d(
                        in_channels,
                        in_channels,
                        kernel_size,
                        padding=padding,
                        groups=groups,
                        bias=False,
                    )
                    self.activation = nn.ReLU()

                def forward(self, x):
                    y = self.body_0_conv(x)
                    x = y + x
                    return self.activation(x)
            """)
        .contains("Residual(in_channels=8, kernel_size=3, padding=1, groups=1),")
        .contains("Residual(in_channels=16, kernel_size=5, padding=2, groups=2),")
        .contains("class Residual2(nn.Module):")
        .contains("    def forward(self, x):\n        return self.layers(x)\n");
    assertThat(text.split("class Residual", -1)).hasSize(3);
  }

  @Test
  void modulesThatTorchHasNotAreWrittenWhereTheyAreNeeded() {
    String text =
        text(
            """
            input: [1, 8, 16, 16]
            layers:
              - norm: {kind: layer}
              - norm: {scale: false}
              - scale: {init: 1e-6}
              - shuffle: 2
              - pool: {kind: average, kernel: 3, stride: 2, padding: [0, 0, 1, 1]}
            """
                .replace("shuffle: 2", "shuffle: {groups: 2}"));
    // No block of the spec language is recurrent: PyTorchExportTest has such files.
    for (SupportClass one : EnumSet.complementOf(EnumSet.of(SupportClass.RECURRENCE))) {
      assertThat(text.split("class " + one.className() + "\\(", -1)).as(one.className()).hasSize(2);
    }
    assertThat(text).contains("AxisNorm((1,), (8,), 4, 1e-6)").contains("ChannelScale(8, 1e-6)");
    assertThat(text).contains("from torch.nn import functional as F");
    assertThat(text("{input: [1, 8], layers: [linear: 2]}"))
        .doesNotContain("AxisNorm", "functional");
  }

  @Test
  void hostileNamesBecomePython() {
    GraphBuilder builder = new GraphBuilder("class\n\"\"\"import os\u0000 日本");
    Node x = builder.input("x", Shape.of(1, 4, 8, 8));
    List<String> names =
        List.of("class", "1/a:b", "日本", "forward", "", "train", "../x\ny", "self", "a b", "a_b");
    for (String name : names) {
      Node y =
          builder.add(
              name, new Op.Conv(4, Window.same(1), 1, false), List.of(x), new Origin(name, name));
      x = builder.add(name + "+", new Op.Add(), List.of(x, y), new Origin("s" + name, "nn"));
    }
    String text =
        PyTorchWriter.text(
            builder.build(x),
            new SeededWeights(1),
            new PyTorchHeader("1\r2", "x=\u2028\"\n'", 0, 0));
    assertThat(text)
        .contains(
            "self.class_2 = ",
            "self.part_1_a_b = ",
            "self.layer = ",
            "self.forward_2 = ",
            "self.train_2 = ",
            "self.x_y = ",
            "self.self_2 = ",
            "self.a_b = ",
            "self.a_b_2 = ");
    assertThat(text.lines().map(String::strip)).noneMatch(line -> line.startsWith("\"\"\"import"));
    assertThat(text.codePoints().filter(c -> Character.isISOControl(c) && c != '\n')).isEmpty();
    assertThat(text).contains("class ClassImportOs(nn.Module):");
  }

  @Test
  void theFileIsWritten() throws Exception {
    Graph graph = graph("{input: [1, 8], layers: [linear: 2]}");
    Path file = folder.resolve("net.py");
    PyTorchWriter.write(graph, new SeededWeights(1), HEADER, file);
    assertThat(Files.readString(file))
        .isEqualTo(PyTorchWriter.text(graph, new SeededWeights(1), HEADER));
  }

  @ParameterizedTest
  @CsvSource({
    "1e-5, 1e-5",
    "0.17, 0.17",
    "6, 6.0",
    "-0.5, -0.5",
    "1.25e-7, 1.25e-7",
    "1e12, 1e12",
    "0.001, 0.001",
    "Infinity, 'float(\"inf\")'",
    "-Infinity, 'float(\"-inf\")'"
  })
  void realsAreShortest(double value, String expected) {
    assertThat(Python.real(value)).isEqualTo(expected);
  }

  private static Graph graph(String yaml) {
    Spec spec = Spec.parse("net.yaml", yaml);
    return spec.graph(spec.defaults());
  }

  private static String text(String yaml) {
    return PyTorchWriter.text(graph(yaml), new SeededWeights(1), HEADER);
  }
}
