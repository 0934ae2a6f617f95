package convspectrum.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.fault.SpecException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user reads: place, path, what was found, what would be right. */
class BadInputTest {
  private static final String INPUT = "input: {channels: 728, height: 19, width: 19}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          segmented: {out: 728, segments: 3} | 37: layers[0].segmented.segments: 3 does not divide 728; expected a divisor: 1, 2, 4, 7, 8, 13, 14, 26, 28, 52, 56, 91, 104, 182, 364, 728
          segmented: {out: 730, segments: depthwise, order: spatial-first, multiplier: 0} | 82: layers[0].segmented.multiplier: found the number 0; expected a whole number from 1 to 2147483647
          segmented: {out: 728, segments: 2, multiplier: 2} | 52: layers[0].segmented.multiplier: found 2 with order pointwise-first; expected order: spatial-first
          segmented: {out: 728, segments: 2, kernels: [3, 5], shares: [1]} | 65: layers[0].segmented.shares: found 1 shares of 2 parts; expected one per part
          segmented: {out: 730, kernels: [3, 5, 7], segments: 2} | 57: layers[0].segmented.segments: 2 does not divide 243, which comes from splitting 730 channels; expected a divisor: 1, 3, 9, 27, 81, 243; try shares: [122, 122, 121], which split 730 into [244, 244, 242]
          pointwise: {out: 64, parts: 3, groups: 2} | 44: layers[0].pointwise.groups: 2 does not divide 21, which comes from splitting 64 channels; expected a divisor of 242 and 21: 1; try a number of parts that fits
          split: {of: [[identity], [{norm: batch}, {conv: {out: 8, groups: 5}}], [identity]]} | 70: layers[0].split.of[1][1].conv.groups: 5 does not divide 242, which comes from splitting 728 channels; expected a divisor of 242 and 8: 1, 2; try other sizes or shares where they are split
          residual: {body: [conv: {out: 8}, conv: {out: $in}]} | 15: layers[0].residual.shortcut: add of unequal shapes: body 1x8x19x19, shortcut 1x728x19x19; expected shortcut: projection, or a body that keeps the shape; try a number for $in: inside a body it is what comes into the block that names it, not the 1x728x19x19 that comes into the residual
          branches: {join: add, of: [[conv: {out: 8}, conv: {out: $(in)}], [identity]]} | 31: layers[0].branches.of: add of unequal shapes 1x8x19x19 and 1x728x19x19; expected equal shapes; try a number for $in: inside a body it is what comes into the block that names it, not the 1x728x19x19 that comes into the branches
          conv: {out: abc} | 17: layers[0].conv.out: found the text 'abc'; expected a whole number from 1 to 2147483647
          conv: {out: 3, kernal: 3} | 20: layers[0].conv.kernal: unknown field 'kernal'; did you mean 'kernel'?
          conv: {kernel: 3} | 11: layers[0].conv: missing field 'out'; expected a whole number from 1 to 2147483647
          conv: {out: -1} | 17: layers[0].conv.out: found the number -1; expected a whole number from 1 to 2147483647
          conv: {out: 8, stride: [1, 2, 3]} | 28: layers[0].conv.stride: found the list [1, 2, 3]; expected a whole number of at least 1, 1x7, or [1, 7]
          conv: {out: 8, bias: 1} | 26: layers[0].conv.bias: found the number 1; expected true or false
          conv: {out: 8, padding: some} | 29: layers[0].conv.padding: found the text 'some'; expected same, same-tf, valid, a number of pixels, [vertical, horizontal] or [top, left, bottom, right]
          conv: {out: 8, kernel: 21, padding: valid} | 28: layers[0].conv.kernel: kernel covers 21 of height, but the padded input has only 19 (input 19 + padding 0); expected a smaller kernel or more padding
          conv: {out: 8, norm: bacth} | 26: layers[0].conv.norm: found 'bacth'; did you mean 'batch'?
          conv: {out: 8, activation: {function: relu, alpha: 1}} | 56: layers[0].conv.activation.alpha: found with relu; expected leaky-relu, elu or clip
          conv: [1, 2] | 11: layers[0].conv: found a list; expected a mapping with out, kernel, stride, dilation, padding, groups, bias, norm, activation, depth-kernel, depth-stride
          conv | 5: layers[0]: missing field 'out'; expected a whole number from 1 to 2147483647
          convv: {out: 3} | 5: layers[0].convv: unknown block type 'convv'; did you mean 'conv'?
          {conv: {out: 8}, pool: {}} | 22: layers[0].pool: unknown key 'pool' beside 'conv'; expected one block per list item; try '- ' before the next
          pool: {kind: max, kernel: 2, stride: 1, padding: 5} | 54: layers[0].pool.padding: padding of 5 rows and 5 columns around a pool over 2x2; expected less than the kernel
          pool: {kind: average, kernel: [1, 3], padding: [1, 0]} | 52: layers[0].pool.padding: padding of 1 rows and 0 columns around a pool over 1x3; expected less than the kernel
          pool: {kind: maximum} | 18: layers[0].pool.kind: found 'maximum'; expected one of max, average
          branches: {join: add, of: [[pointwise: {out: 8}], [pointwise: {out: 9}]]} | 31: layers[0].branches.of: add of unequal shapes 1x8x19x19 and 1x9x19x19; expected equal shapes
          branches: {of: [[pointwise: {out: 8}], [pool: 2]]} | 51: layers[0].branches.of[1][0].pool: found the number 2; expected one of max, average
          residual: {body: [pointwise: {out: 8}]} | 15: layers[0].residual.shortcut: add of unequal shapes: body 1x8x19x19, shortcut 1x728x19x19; expected shortcut: projection, or a body that keeps the shape
          linear: 10 | 13: layers[0].linear: linear over a feature map 1x728x19x19; try flatten before it, or pointwise
          shuffle: 3 | 14: layers[0].shuffle: 3 does not divide 728; expected a divisor: 1, 2, 4, 7, 8, 13, 14, 26, 28, 52, 56, 91, 104, 182, 364, 728
          slice: {from: 700, to: 800} | 12: layers[0].slice: slice 700 to 800 of an axis of size 728; expected 0 <= start < end <= 728
          scale: {} | 12: layers[0].scale: neither factor nor init; expected one of them
          scale: {factor: 1, init: 2} | 12: layers[0].scale: both factor and init; expected one of them
          split: {of: [[identity], [identity]], sizes: [1, 2]} | 50: layers[0].split.sizes: [1, 2] add up to 3; expected sizes of at least 1 that add up to 728
          inverted-residual: {out: 8, squeeze-excite: 1.5} | 49: layers[0].inverted-residual.squeeze-excite: found the number 1.5; expected a whole number of channels, or a ratio above 0 and at most 1.0
          {add: } | 5: layers[0]: found one input; expected from: [a, b], two names or more
          {conv: {out: 8}, from: stem} | 28: layers[0].from: unknown name 'stem'; expected one of input
          {conv: {out: 8}, from: [input, input]} | 28: layers[0].from: found 2 names; expected join: add, concat or multiply
          {conv: {out: 8}, as: input} | 26: layers[0].as: the name 'input' is taken; expected another name
          use: cell | 10: layers[0].use: unknown block 'cell'; expected none here
          choose: [] | 13: layers[0].choose: found an empty list; expected at least one choice
          conv: {out: $c} | 17: layers[0].conv.out: undefined name 'c'; expected one of in, in_height, in_width
          conv: {out: $(8 * )} | 23: layers[0].conv.out: ')' cannot stand here; expected a number, name or '('
          conv: {out: $(in / 0)} | 22: layers[0].conv.out: 728 / 0 divides by zero; expected a divisor that is not zero
          conv: {out: $(8 + widht)} | 23: layers[0].conv.out: undefined name 'widht'; expected one of in, in_height, in_width
          conv: {out: "$(8 + widht)"} | 24: layers[0].conv.out: undefined name 'widht'; expected one of in, in_height, in_width
          conv: {out: "$(8 \\u002b widht)"} | 17: layers[0].conv.out: undefined name 'widht'; expected one of in, in_height, in_width
          conv: {out: {choose: [8, 8.0]}} | 30: layers[0].conv.out.choose[1]: '8.0' is '8' again; expected each choice once
          branches: {of: []} | 20: layers[0].branches.of: found an empty list; expected at least one body
          split: {of: []} | 17: layers[0].split.of: found an empty list; expected at least one body
          inception: {towers: []} | 25: layers[0].inception.towers: found an empty list; expected at least one tower
          inverted-residual: {out: 8, expansion: 1e-9} | 44: layers[0].inverted-residual.expansion: 1.0E-9 times 728 is no channel; expected a larger number
          depthwise: {kernels: [3, 5], shares: [1, 1e15]} | 42: layers[0].depthwise.shares: they cut 728 channels in [0, 728]; expected at least one in each part
          norm: {kind: layer, axes: []} | 31: layers[0].norm.axes: found []; expected axes from 0 in ascending order, at least one
          norm: {kind: layer, axes: [2, 1]} | 31: layers[0].norm.axes: found [2, 1]; expected axes from 0 in ascending order, at least one
          {conv: {out: 8}, join: add} | 28: layers[0].join: found with one input; expected from: [a, b], two names or more
          {add: , from: [input, input], join: concat} | 41: layers[0].join: found beside a block that joins; expected one or the other
          {switch: 3, cases: {}} | 24: layers[0].cases: found an empty mapping; expected at least one case
          {switch: 3, cases: {4: [zero]}} | 5: layers[0]: no case for 3; expected one of 4
          {switch: $(in), cases: {728: [zero], 728.0: [zero]}} | 42: layers[0].cases.728.0: the case '728.0' is the value of '728' again; expected each value once
          conv: {out: 8, padding: 2147483647} | 11: layers[0].conv: sizes beyond 32 bits; expected smaller numbers
          conv: {out: 8, kernel: 1000000000} | 11: layers[0].conv: sizes beyond 32 bits; expected smaller numbers
          conv: {out: 2147483647} | 11: layers[0].conv: a result of shape 1x2147483647x19x19; expected at most 2^34 values, 64 GiB, in one tensor
          conv: {out: 4000000, kernel: 19} | 11: layers[0].conv: weights of 4000000 times 262808 values; expected at most 2^34 values, 64 GiB, in one tensor
          conv: {out: $(in * 0.3)} | 17: layers[0].conv.out: found the number 218.4; expected a whole number from 1 to 2147483647
          repeat: {times: 0, body: [identity]} | 21: layers[0].repeat.times: found the number 0; expected a whole number from 1 to 2147483647
          repeat: {times: 2, body: []} | 30: layers[0].repeat.body: found an empty list; expected at least one block
          repeat: {times: 2, body: identity} | 30: layers[0].repeat.body: found the text 'identity'; expected a list of blocks
          reshape: [1, 3] | 14: layers[0].reshape: reshape of 1x728x19x19 (262808 elements) to 1x3 (3 elements)
          dropout: 1.0 | 14: layers[0].dropout: found 1.0; expected at least 0 and below 1
          pad: same | 10: layers[0].pad: found a rule for kernels; expected numbers of pixels
          norm: {kind: batch, axes: [1]} | 31: layers[0].norm.axes: found with kind batch; expected kind: layer
          ~ | 5: layers[0]: found nothing; expected a block
          3 | 5: layers[0]: found the number 3; expected a block
          """)
  void aFaultyBlockIsNamedWithItsPlace(String block, String fault) {
    assertThat(message(INPUT + "layers:\n  - " + block)).isEqualTo("block.yaml:3:" + fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          layers:\\n  - conv:\\n    out: 8\\n    kernel: 3 | 4:5: layers[0].out: found 'out', 'kernel' beside 'conv'; try to indent them deeper than 'conv:', whose fields they are
          layers:\\n  - conv:\\n      out: 8\\n    kernel: 3 | 5:5: layers[0].kernel: found 'kernel' beside 'conv'; try to indent it deeper than 'conv:', whose field it is
          layers:\\n  - residual:\\n    body: [identity] | 4:5: layers[0].body: found 'body' beside 'residual'; try to indent it deeper than 'residual:', whose field it is
          layers:\\n  conv: {out: 8} | 3:3: layers: found a mapping; expected a list of blocks; try '- ' before each
          parameters:\\ns: [1, 2]\\nlayers: [identity] | 3:1: parameters: found nothing under 'parameters:', and 's' beside it; try to indent what belongs to 'parameters:' deeper
          blocks:\\n  cell:\\n    body: [identity]\\nlayers:\\n  - use: cell\\n    with:\\n    c: 8 | 8:5: layers[0].with: found nothing under 'with:', and 'c' beside it; try to indent what belongs to 'with:' deeper
          """)
  void aKeyThatIsIndentedTooLittleIsOneFault(String text, String fault) {
    assertThat(message(INPUT + text.replace("\\n", "\n"))).isEqualTo("block.yaml:" + fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parameters: {n: [[3], [5]]}\nlayers: [{conv: {out: $(n + 1)}}]",
        "parameters: {n: [[3], [5]], m: '$(min(n, 8))'}\nlayers: [{conv: {out: $m}}]",
        "blocks: {b: {parameters: [n], body: [conv: {out: $(2 * n)}]}}\n"
            + "layers: [{use: b, with: {n: [3]}}]",
      })
  void aListInAFormulaIsRefusedAtItsPlace(String text) {
    assertThat(message(INPUT + text))
        .matches("block.yaml:[23]:[0-9]+: .*")
        .contains("'n' is a list, which no formula computes with", "try '$n' alone");
  }

  @Test
  void aFaultOfTheDefaultsSaysHowManyDesignsHaveIt() {
    String text =
        "parameters: {n: [3, 1, 5, 2]}\n" + INPUT + "layers: [{conv: {out: 728, groups: $n}}]";
    assertThat(message(text))
        .contains("3 does not divide 728 (in 2 of 4 designs, such as n=3); expected a divisor");
  }

  @Test
  void allFaultsOfAFileComeAtOnce() {
    String text =
        INPUT
            + """
            parameters: {s: [1, 2], a: $b, b: $(a + 1)}
            blocks: {x: {body: [use: y]}, y: {body: [use: x]}}
            layers:
              - conv: {out: abc, kernal: 3}
              - convv: {out: 3}
              - flaten
              - {conv: {out: 8}, from: z}
              - {conv: {out: $widht}}
              - {switch: $s, cases: {'1': [zero]}}
            """;
    assertThat(message(text))
        .isEqualTo(
            """
            block.yaml:2:28: parameters.a: circular: a -> b -> a; expected a value of its own for one of them
            block.yaml:3:47: blocks.y.body[0].use: circular: x -> y -> x; try repeat: a block cannot stand inside itself
            block.yaml:5:17: layers[0].conv.out: found the text 'abc'; expected a whole number from 1 to 2147483647
            block.yaml:5:22: layers[0].conv.kernal: unknown field 'kernal'; did you mean 'kernel'?
            block.yaml:6:5: layers[1].convv: unknown block type 'convv'; did you mean 'conv'?
            block.yaml:7:5: layers[2]: unknown block type 'flaten'; did you mean 'flatten'?
            block.yaml:8:28: layers[3].from: unknown name 'z'; expected one of input
            block.yaml:9:18: layers[4].conv.out: undefined name 'widht'; expected one of s, a, b, in, in_height, in_width
            block.yaml:10:25: layers[5].cases: no case for 2; expected a case for each choice of 's'\
            """);
  }

  @Test
  void blocksBeforeAStructuralFaultAreBuiltToo() {
    String text =
        """
        name: [x]
        input: {channels: 728, height: 19, width: 19}
        baseline: none-such
        references: {r: [shuffle: 5]}
        layers:
          - segmented: {out: 728, segments: 3}
          - sequence: [shuffle: 3, conv: {out: 8, kernal: 3}]
          - linear: 10
        """;
    assertThat(message(text).lines().map(line -> line.replaceFirst(": divides.*|; .*", "")))
        .containsExactly(
            "block.yaml:1:7: name: found a list",
            "block.yaml:3:11: baseline: unknown reference 'none-such'",
            "block.yaml:4:27: references.r[0].shuffle: 5 does not divide 728",
            "block.yaml:6:37: layers[0].segmented.segments: 3 does not divide 728",
            "block.yaml:7:25: layers[1].sequence[0].shuffle: 3 does not divide 728",
            "block.yaml:7:43: layers[1].sequence[1].conv.kernal: unknown field 'kernal'");
  }

  @Test
  void whatIsDeclaredButFaultyIsNotUnknownToo() {
    String text =
        INPUT
            + """
            parameters: {a: [], b: $(1 +)}
            blocks: {cell: [identity]}
            baseline: {a: 1}
            layers: [conv: {out: $a}, conv: {out: $b}, use: cell]
            """;
    assertThat(message(text).lines().map(line -> line.replaceFirst("(\\D): .*", "$1")))
        .containsExactly(
            "block.yaml:2:17: parameters.a",
            "block.yaml:2:29: parameters.b",
            "block.yaml:3:16: blocks.cell");
  }

  @Test
  void aFaultOfAComputedNameIsWhereItIsComputed() {
    assertThat(message(INPUT + "parameters: {z: [0], a: $(8 / z)}\nlayers: [conv: {out: $a}]"))
        .isEqualTo(
            "block.yaml:2:29: parameters.a: 8 / 0 divides by zero; expected a divisor that is not zero");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name: [a] | 2:7: name: found a list; expected a text
          name: "" | 2:7: name: found the text ''; expected a text
          name: "a\\nb" | 2:7: name: found several lines; expected one line
          about: {a: b} | 2:8: about: found a mapping; expected a text
          baseline: {} | 2:11: baseline: found an empty mapping; expected the name of a reference, or {parameter: value}
          parameters: {a: [1, 1.0]} | 2:21: parameters.a[1]: '1.0' is '1' again; expected each choice once
          parameters: {a: {range: [0, 1e300, 1e299]}} | 2:25: parameters.a.range: found [0, 1e300, 1e299]; expected numbers of at most 64 bits
          """)
  void aFaultyHeadIsNamedWithItsPlace(String head, String fault) {
    assertThat(message(INPUT + head + "\nlayers: [identity]")).isEqualTo("block.yaml:" + fault);
  }

  @Test
  void noFaultReachesATerminalRaw() {
    // U+202E turns the direction of what follows.
    assertThat(message(INPUT + "layers: [\"a\u202eb\", \"e\\nf\"]"))
        .contains("'a?b'", "'e f'")
        .matches(text -> text.lines().count() == 2);
  }

  @Test
  void computedNamesEndHoweverTheyAreChained() {
    StringBuilder doubling = new StringBuilder("parameters:\n  a0: [1]\n");
    StringBuilder up = new StringBuilder("parameters:\n  a0: [8]\n");
    StringBuilder down = new StringBuilder("parameters:\n");
    for (int i = 1; i <= 30; i++) {
      doubling.append("  a%d: $(0 * (a%d + a%d))\n".formatted(i, i - 1, i - 1));
    }
    for (int i = 1; i <= 5000; i++) {
      up.append("  a%d: $(a%d)\n".formatted(i, i - 1));
      down.append("  a%d: $(a%d)\n".formatted(i, i + 1));
    }
    down.append("  a5001: [8]\n");
    Spec spec = Spec.parse("block.yaml", INPUT + doubling + "layers: [conv: {out: $(8 + a30)}]");
    assertThat(spec.graph(spec.defaults()).outputs().getFirst().shape().channels()).isEqualTo(8);
    assertThat(message(INPUT + up + "layers: [conv: {out: $a5000}]"))
        .contains("computed through more than 32 names");
    assertThat(message(INPUT + down + "layers: [conv: {out: $a1}]"))
        .contains("computed through more than 32 names");
  }

  @Test
  void afterAFaultTheNextBlocksAreCheckedToo() {
    String text =
        INPUT
            + """
            layers:
              - segmented: {out: 728, segments: 3}
              - conv: {out: 16, groups: 5}
              - residual: {body: [conv: {out: 32}]}
              - linear: 10
            """;
    assertThat(message(text))
        .isEqualTo(
            """
            block.yaml:3:37: layers[0].segmented.segments: 3 does not divide 728; expected a divisor: 1, 2, 4, 7, 8, 13, 14, 26, 28, 52, 56, 91, 104, 182, 364, 728
            block.yaml:4:29: layers[1].conv.groups: 5 does not divide 728; expected a divisor of 728 and 16: 1, 2, 4, 8
            block.yaml:5:15: layers[2].residual.shortcut: add of unequal shapes: body 1x32x19x19, shortcut 1x16x19x19; expected shortcut: projection, or a body that keeps the shape
            block.yaml:6:13: layers[3].linear: linear over a feature map 1x32x19x19; try flatten before it, or pointwise\
            """);
  }

  @Test
  void aDesignThatDoesNotFitIsNamed() {
    Spec spec =
        Spec.parse(
            "block.yaml",
            INPUT + "parameters: {s: [1, 3]}\nlayers: [segmented: {out: 728, segments: $s}]");
    assertThatThrownBy(() -> spec.graph(spec.design(Map.of("s", "3"))))
        .isInstanceOf(SpecException.class)
        .hasMessage(
            "block.yaml:3:42: layers[0].segmented.segments: 3 does not divide 728"
                + " (in design s=3); expected a divisor: 1, 2, 4, 7, 8, 13, 14, 26, 28, 52, 56, 91, 104,"
                + " 182, 364, 728");
  }

  @Test
  void settingsThatAreNoChoicesAreAllListed() {
    Spec spec =
        Spec.parse(
            "block.yaml",
            INPUT + "parameters: {width: [1.0, 0.5], k: [3]}\nlayers: [conv: {out: 8}]");
    assertThat(spec.design(Map.of("width", "1"))).hasToString("width=1.0, k=3");
    assertThatThrownBy(() -> spec.design(Map.of("width", "2")))
        .hasMessage("block.yaml: width: '2' is none of its choices; expected one of 1.0, 0.5");
    assertThatThrownBy(() -> spec.design(Map.of("widht", "1.0")))
        .hasMessage("block.yaml: unknown parameter 'widht'; did you mean 'width'?");
  }

  @Test
  void aDocumentIsAMappingWithInputAndLayers() {
    assertThat(message("- a"))
        .isEqualTo(
            "block.yaml:1:1: found a list; expected a mapping with name, about, source, input,"
                + " parameters, defaults, blocks, references, baseline, layers");
    assertThat(message("nme: x"))
        .isEqualTo(
            """
            block.yaml:1:1: nme: unknown key 'nme'; did you mean 'name'?
            block.yaml:1:1: missing key 'input'; expected {channels: c, height: h, width: w}
            block.yaml:1:1: missing key 'layers'; expected a list of blocks\
            """);
  }

  @Test
  void networksAndSizesAreBounded() {
    assertThat(
            message(
                INPUT
                    + "layers: [repeat: {times: 1000000, body: [repeat: {times: 100000, body:"
                    + " [identity]}]}]"))
        .contains("the network has more than 20000 operations");
    assertThat(message(INPUT + "layers: [separable: {out: 8, multiplier: 9999999}]"))
        .contains("sizes beyond 32 bits");
    assertThat(message("input: [1, 2147483647, 99999, 1]\nlayers: [zero]"))
        .isEqualTo(
            "block.yaml:1:8: input: an input of 1x2147483647x99999x1; expected at most 2^34 values, 64 GiB");
    assertThat(
            message(
                INPUT + "layers: [conv: {out: " + "{choose: [1" + ", 2".repeat(10_000) + "]}}]"))
        .contains("10001 choices; expected at most 10000");
    assertThat(
            message("input: {channels: 2000000000, height: 99999, width: 99999}\nlayers: [zero]"))
        .contains("more elements than a 64-bit number holds");
    assertThat(message(INPUT + "layers: [conv: {out: 99999999999}]"))
        .contains("found the number 99999999999; expected a whole number from 1 to 2147483647");
  }

  @Test
  void ownBlocksAreBoundedInNumberAndDepth() {
    assertThat(message(INPUT + chain(400))).contains("blocks inside one another 200 deep");
    assertThat(message(INPUT + chain(3000))).contains("3001 own blocks; expected at most 500");
    assertThat(
            message(
                INPUT
                    + "layers: [repeat: {times: 1000000000, body: [repeat: {times: 1000000000,"
                    + " body: [conv: {out: {choose: [8, 16]}}]}]}]"))
        .contains("more than 10000 parameters");
  }

  private static String chain(int blocks) {
    StringBuilder text = new StringBuilder("blocks:\n");
    for (int i = 0; i < blocks; i++) {
      text.append("  b%d: {body: [use: b%d]}\n".formatted(i, i + 1));
    }
    return text.append("  b%d: {body: [identity]}\nlayers: [use: b0]".formatted(blocks)).toString();
  }

  private static String message(String text) {
    try {
      Spec.parse("block.yaml", text);
    } catch (SpecException e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("no fault in " + text);
  }
}
