package convspectrum.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** What other programs see of this package, and who may use it. */
@AnalyzeClasses(packages = "convspectrum", importOptions = ImportOption.DoNotIncludeTests.class)
final class SurfaceTest {
  /** Types of other packages of this project may change, so callers must not meet them. */
  @ArchTest
  static final ArchRule publicMethodsMentionOnlyStableTypes =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("convspectrum.api..")
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .and()
          .arePublic()
          .should(mentionOnly("java.", "convspectrum.api.", "tech.tablesaw.api."));

  /** The library is for others; the program stands beside it. */
  @ArchTest
  static final ArchRule nothingStandsOnTheApi =
      noClasses()
          .that()
          .resideOutsideOfPackage("convspectrum.api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("convspectrum.api..");

  private static ArchCondition<JavaMethod> mentionOnly(String... stable) {
    return new ArchCondition<>("mention only stable types") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(method.getRawParameterTypes().stream(), Stream.of(method.getRawReturnType()))
            .map(JavaClass::getBaseComponentType)
            .filter(type -> !type.isPrimitive())
            .filter(type -> Stream.of(stable).noneMatch(type.getName()::startsWith))
            .forEach(type ->
                events.add(
                    SimpleConditionEvent.violated(
                        method, method.getFullName() + " mentions " + type.getName())));
      }
    };
  }
}
