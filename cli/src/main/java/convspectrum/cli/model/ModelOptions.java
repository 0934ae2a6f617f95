package convspectrum.cli.model;

import convspectrum.cli.usage.UsageException;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.spec.graph.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that takes a model. */
public final class ModelOptions {
  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Fix a parameter of the spec to one of its choices. May be repeated.")
  private List<String> settings = List.of();

  @Mixin private ReadingOptions reading;

  private boolean rounding;

  /** Has quantised values of ONNX files rounded as the files do it, for who wants their outputs. */
  public void roundQuantisedValues() {
    rounding = true;
  }

  /** Parameter to the text of its choice, in the order given. */
  public Map<String, String> settings() {
    return settings(settings);
  }

  /** The same of what an option {@code --set} of another command holds. */
  public static Map<String, String> settings(List<String> settings) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new UsageException(
            "--set " + setting + ": expected NAME=VALUE, such as --set segments=8");
      }
      String name = setting.substring(0, equals);
      String value = setting.substring(equals + 1);
      String before = byName.putIfAbsent(name, value);
      if (before != null) {
        throw new UsageException(
            "--set %s: found twice, as %s and as %s; expected one value; try only one of the two"
                .formatted(name, before, value));
      }
    }
    return byName;
  }

  /** The input's shape for a spec, batch first, where one was given. */
  public Optional<Shape> input() {
    return reading.input();
  }

  /** The input's shape as it was given. */
  Optional<String> inputText() {
    return reading.inputText();
  }

  /** How to read an ONNX file. */
  ReadOptions onnx() {
    return rounding ? reading.onnx().rounded() : reading.onnx();
  }
}
