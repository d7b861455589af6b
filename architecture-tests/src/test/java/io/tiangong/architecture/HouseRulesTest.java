package io.tiangong.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Names, cycles and nulls, the same in every module. */
@AnalyzeClasses(packages = "io.tiangong", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {

  private static final List<String> GENERATED =
      List.of(
          "io.tiangong.v1",
          "io.tiangong.dialect.parser.impl",
          "io.tiangong.loadtest.plan.jmh_generated");

  private static final String NAMES_THAT_SAY_NOTHING =
      ".*[.$]([^.$]*(Manager|Helper|Utils?|Impl)|(Common|Base)[A-Z][^.$]*)";

  @ArchTest
  static void packagesAreFreeOfCycles(JavaClasses code) {
    slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(code);
  }

  @ArchTest
  static void namesSayWhatATypeIs(JavaClasses code) {
    noClasses().that(areWritten()).should().haveNameMatching(NAMES_THAT_SAY_NOTHING).check(code);
  }

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses code) {
    List<String> unmarked =
        code.stream()
            .filter(areWritten())
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p -> !p.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .sorted()
            .toList();
    assertThat(unmarked).as("packages without @NullMarked in package-info.java").isEmpty();
  }

  private static DescribedPredicate<JavaClass> areWritten() {
    return DescribedPredicate.describe(
        "are written by hand", type -> !GENERATED.contains(type.getPackageName()));
  }

  /** One slice per package that is written by hand. */
  private static final class ByPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return GENERATED.contains(type.getPackageName())
          ? SliceIdentifier.ignore()
          : SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
