package convspectrum.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.State;

/** The walls of the house: dependencies run one way, and each library has one home. */
@AnalyzeClasses(
    packages = "convspectrum",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ArchitectureTest.DoNotIncludeWhatJmhGenerates.class
    })
final class ArchitectureTest {
  /** Classes around the benchmark. */
  static final class DoNotIncludeWhatJmhGenerates implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/jmh_generated/");
    }
  }

  /** In this order; each module sees those before it. */
  @ArchTest
  static final ArchRule modulesDependOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("spec")
          .definedBy("convspectrum.spec..")
          .layer("formats")
          .definedBy("convspectrum.formats..")
          .layer("cost-model")
          .definedBy("convspectrum.costmodel..")
          .layer("executor")
          .definedBy("convspectrum.executor..")
          .layer("gradients")
          .definedBy("convspectrum.gradients..")
          .layer("search")
          .definedBy("convspectrum.search..")
          .layer("reports")
          .definedBy("convspectrum.reports..")
          .layer("cli")
          .definedBy("convspectrum.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("reports")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("search")
          .mayOnlyBeAccessedByLayers("reports", "cli")
          .whereLayer("gradients")
          .mayOnlyBeAccessedByLayers("search", "reports", "cli")
          .whereLayer("executor")
          .mayOnlyBeAccessedByLayers("gradients", "search", "reports", "cli")
          .whereLayer("cost-model")
          .mayOnlyBeAccessedByLayers("executor", "gradients", "search", "reports", "cli")
          .whereLayer("formats")
          .mayOnlyBeAccessedByLayers("executor", "gradients", "search", "reports", "cli");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("convspectrum.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule tablesawLivesInReports =
      onlyIn("convspectrum.reports..", "tech.tablesaw..");

  @ArchTest
  static final ArchRule parquetLivesInRows =
      onlyIn("convspectrum.reports.rows..", "org.apache.parquet..");

  @ArchTest
  static final ArchRule plotsLiveInReports = onlyIn("convspectrum.reports..", "org.knowm.xchart..");

  @ArchTest
  static final ArchRule onnxRuntimeLivesInExecutor =
      onlyIn("convspectrum.executor..", "ai.onnxruntime..");

  @ArchTest
  static final ArchRule vectorApiLivesWhereIsComputed =
      noClasses()
          .that()
          .resideOutsideOfPackages("convspectrum.executor..", "convspectrum.gradients..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");

  @ArchTest
  static final ArchRule onnxFilesLiveInFormats =
      onlyIn("convspectrum.formats..", "ai.onnx.proto..", "com.google.protobuf..");

  @ArchTest
  static final ArchRule yamlIsParsedInOnePlace =
      onlyIn("convspectrum.spec.yaml..", "org.snakeyaml..");

  @ArchTest
  static final ArchRule sqliteLivesInTheJournal =
      onlyIn("convspectrum.search.journal..", "java.sql..", "javax.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule tribuoLivesInTheCheck =
      onlyIn("convspectrum.search.predict.check..", "org.tribuo..", "com.oracle.labs..");

  @ArchTest
  static final ArchRule oshiLivesInMachine = onlyIn("convspectrum.executor.machine..", "oshi..");

  @ArchTest
  static final ArchRule classFilesAreWrittenByVector =
      onlyIn("convspectrum.executor.vector..", "java.lang.classfile..");

  /** JSON, and the YAML of reports. */
  @ArchTest
  static final ArchRule jacksonLivesWhereJsonIs =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "convspectrum.spec.schema..",
              "convspectrum.executor.machine..",
              "convspectrum.executor.onnxruntime..",
              "convspectrum.search.additive..",
              "convspectrum.search.history..",
              "convspectrum.search.predict..",
              "convspectrum.search.proxy.verify..",
              "convspectrum.reports..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("tools.jackson..");

  /**
   * A channel closes when Ctrl-C interrupts its thread, and what it was writing is lost: files are
   * written by {@code AtomicFile} and read by streams or {@code Uninterrupted}. The others only
   * hold locks.
   */
  @ArchTest
  static final ArchRule channelsAreOpenedWhereInterruptionsAreMet =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("convspectrum.formats.numpy.Npy")
          .and()
          .doNotHaveFullyQualifiedName("convspectrum.formats.onnx.read.constant.ExternalData")
          .and()
          .doNotHaveFullyQualifiedName("convspectrum.spec.file.NativeLibraries")
          .and()
          .doNotHaveFullyQualifiedName("convspectrum.spec.file.TemporaryFile")
          .and()
          .doNotHaveFullyQualifiedName("convspectrum.spec.file.TemporaryFolder")
          .and()
          .doNotHaveFullyQualifiedName("convspectrum.search.run.MeasuringLock")
          .and()
          .doNotHaveFullyQualifiedName("convspectrum.cli.process.JmhLock")
          .should()
          .callMethodWhere(
              target(name("open"))
                  .and(target(owner(type(FileChannel.class))))
                  .or(target(name("newByteChannel"))));

  @ArchTest static final ArchRule picocliLivesInCli = onlyIn("convspectrum.cli..", "picocli..");

  @ArchTest static final ArchRule jmhLivesInCli = onlyIn("convspectrum.cli..", "org.openjdk.jmh..");

  @ArchTest
  static final ArchRule classesAreFinal =
      classes()
          .that()
          .areNotInterfaces()
          .and()
          .areTopLevelClasses()
          .and()
          .doNotHaveModifier(JavaModifier.ABSTRACT)
          .and()
          .doNotHaveSimpleName("package-info")
          .and()
          .areNotAnnotatedWith(State.class) // JMH extends these
          .should(beFinalOrSealed());

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    JavaPackage root = classes.getPackage("convspectrum");
    assertThat(root.getSubpackagesInTree().stream().filter(p -> !p.getClasses().isEmpty()))
        .hasSizeGreaterThan(10)
        .allSatisfy(p -> assertThat(p.isAnnotatedWith(NullMarked.class)).as(p.getName()).isTrue());
  }

  private static ArchRule onlyIn(String home, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }

  private static ArchCondition<JavaClass> beFinalOrSealed() {
    return new ArchCondition<>("be final or sealed") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean closed =
            type.getModifiers().contains(JavaModifier.FINAL)
                || type.reflect().isSealed()
                || type.isEnum();
        events.add(
            new SimpleConditionEvent(
                type, closed, type.getName() + (closed ? " is" : " is not") + " closed"));
      }
    };
  }
}
