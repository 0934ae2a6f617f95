package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import convspectrum.spec.graph.Op;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What each consumer of ops decides about each of them. A consumer is a {@code switch} over {@link
 * Op}: it has a case of its own for an op ({@code own}), takes it with a family (the family's
 * name), or leaves it to a default or another consumer ({@code -}). A case for a family also takes
 * the ops that join it later, and the compiler does not complain; so all decisions are written down
 * in op-consumers.csv, and a new op has no column there until somebody has gone through the
 * consumers.
 */
final class OpConsumersTest {
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");

  @Test
  void everyDecisionIsWrittenDown() throws IOException {
    List<String> decisions = decisions();
    assertThat(decisions).hasSizeGreaterThan(20);
    try (InputStream in =
        Objects.requireNonNull(OpConsumersTest.class.getResourceAsStream("op-consumers.csv"))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
          .as("the consumers of ops, as in %s", String.join("\n", decisions))
          .containsExactlyElementsOf(decisions);
    }
  }

  private static List<String> decisions() throws IOException {
    List<? extends Class<?>> ops = records(Op.class).toList();
    Map<String, String> rows = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("convspectrum")) {
      ClassModel model = model(type);
      for (MethodModel method : model.methods()) {
        int count = 0;
        for (List<Class<?>> labels : switchesOverOps(method)) {
          String row =
              ops.stream().map(op -> decision(op, labels)).collect(Collectors.joining(","));
          String name = consumer(type, method) + (count++ == 0 ? "" : " " + count);
          // The float64 form of a class decides as the float32 form does.
          assertThat(rows.merge(name, row, (old, other) -> old)).as(name).isEqualTo(row);
        }
      }
    }
    List<String> table = new ArrayList<>();
    table.add(
        "consumer," + ops.stream().map(Class::getSimpleName).collect(Collectors.joining(",")));
    rows.forEach((name, row) -> table.add(name + "," + row));
    return table;
  }

  /**
   * The records that implement a sealed interface, in the order of their declaration. All
   * composites are one here: who treats some in a way of its own has an exhaustive {@code switch}
   * over them.
   */
  private static Stream<Class<?>> records(Class<?> type) {
    return type.isRecord() || type == Op.Composite.class
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(OpConsumersTest::records);
  }

  private static String decision(Class<?> op, List<Class<?>> labels) {
    return labels.stream()
        .filter(label -> label.isAssignableFrom(op))
        .findFirst()
        .map(label -> label == op ? "own" : label.getSimpleName())
        .orElse("-");
  }

  private static String consumer(JavaClass type, MethodModel method) {
    Matcher lambda = LAMBDA.matcher(method.methodName().stringValue());
    String name = lambda.matches() ? lambda.group(1) : method.methodName().stringValue();
    return type.getSimpleName() + "." + name;
  }

  private static ClassModel model(JavaClass type) throws IOException {
    try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return ClassFile.of().parse(in.readAllBytes());
    }
  }

  /** The types that the cases of each switch name, where they are ops or families of them. */
  private static List<List<Class<?>>> switchesOverOps(MethodModel method) {
    List<List<Class<?>>> switches = new ArrayList<>();
    method
        .code()
        .ifPresent(code -> {
          for (var element : code) {
            if (element instanceof InvokeDynamicInstruction call
                && call.name().equalsString("typeSwitch")) {
              List<Class<?>> labels =
                  call.bootstrapArgs().stream()
                      .filter(ClassDesc.class::isInstance)
                      .<Class<?>>map(label -> loaded((ClassDesc) label))
                      .filter(Op.class::isAssignableFrom)
                      .filter(label ->
                          label == Op.Composite.class
                              || !Op.Composite.class.isAssignableFrom(label))
                      .toList();
              if (!labels.isEmpty()) {
                switches.add(labels);
              }
            }
          }
        });
    return switches;
  }

  private static Class<?> loaded(ClassDesc type) {
    String name = type.descriptorString();
    try {
      return Class.forName(
          name.substring(1, name.length() - 1).replace('/', '.'),
          false,
          OpConsumersTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
