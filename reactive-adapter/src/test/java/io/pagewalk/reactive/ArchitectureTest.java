package io.pagewalk.reactive;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.pagewalk.reactive.dcs.DcsClient;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.pagewalk..");

  private static final String[] CORE = {"io.pagewalk", "io.pagewalk.dcs"};

  private static final String METRICS = "io.pagewalk.reactive.metrics";

  @Test
  void theRulesAreAboutSomething() {
    assertThat(ALL.stream().map(type -> type.getPackageName()).distinct())
        .contains("io.pagewalk", "io.pagewalk.dcs", "io.pagewalk.reactive")
        .contains("io.pagewalk.reactive.dcs", "io.pagewalk.reactive.metrics");
  }

  @Test
  void coreKnowsNoReactorNoNettyNoResilience4jAndNotTheAdapter() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "reactor..",
            "io.netty..",
            "io.github.resilience4j..",
            "org.reactivestreams..",
            "io.pagewalk.reactive..")
        .check(ALL);
  }

  @Test
  void coreKnowsNothingButTheJdkJacksonAndJSpecify() {
    classes()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.pagewalk",
            "io.pagewalk.dcs",
            "java..",
            "javax.crypto..",
            "tools.jackson.core..",
            "org.jspecify..")
        .check(ALL);
  }

  @Test
  void coreHasNoClockNoThreadAndNoSocket() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "java.nio.channels..", "java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.Thread")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.Socket")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(ALL);
  }

  @Test
  void theWalkKnowsNoApi() {
    noClasses()
        .that()
        .resideInAPackage("io.pagewalk")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.pagewalk.dcs..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("io.pagewalk")
        .and()
        .haveNameNotMatching("io\\.pagewalk\\.(Checkpoint|Snapshot)Json(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("io.pagewalk.reactive")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.pagewalk.dcs..", "io.pagewalk.reactive.dcs..")
        .check(ALL);
  }

  @Test
  void nettyIsSpokenToInOnePlaceAndShownInOneSetter() {
    List<String> speakers =
        ALL.stream()
            .filter(type -> type.getPackageName().startsWith("io.pagewalk.reactive"))
            .filter(
                type ->
                    type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(
                            to ->
                                to.getTargetClass().getPackageName().startsWith("reactor.netty")
                                    || to.getTargetClass().getPackageName().startsWith("io.netty")))
            .map(type -> type.getSimpleName())
            .sorted()
            .toList();

    // The client's builder takes a host's HttpClient and hands it on.
    assertThat(speakers).containsExactly("BoundedBody", "Builder", "HeadGuard", "HttpTransport");
    assertThat(
            Arrays.stream(DcsClient.Builder.class.getMethods())
                .filter(method -> method.toGenericString().contains("reactor.netty"))
                .map(Method::getName))
        .containsExactly("httpClient");
  }

  @Test
  void resilience4jIsSpokenToWhereCallsAreGuardedAndMeteredAlone() {
    noClasses()
        .that()
        .haveNameNotMatching("io\\.pagewalk\\.reactive\\.(Fetch|Gate|Resilience)(\\$.*)?")
        .and()
        .resideOutsideOfPackage(METRICS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.github.resilience4j..")
        .check(ALL);
  }

  @Test
  void micrometerIsSpokenToInOnePackageWhichNobodyNeeds() {
    noClasses()
        .that()
        .resideOutsideOfPackage(METRICS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "io.github.resilience4j.micrometer..", METRICS)
        .check(ALL);
    noClasses()
        .that()
        .haveNameNotMatching("io\\.pagewalk\\.reactive\\.metrics\\.Resilience4jMeters")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.resilience4j.micrometer..")
        .check(ALL);
  }
}
