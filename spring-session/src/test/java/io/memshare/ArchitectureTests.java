package io.memshare;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The shape of {@code core} and {@code spring-session}. Each rule says why it is one. */
@AnalyzeClasses(
        packages = "io.memshare",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTests.WithoutTestkit.class})
class ArchitectureTests {

    /** The testkit drives real processes, which have clocks and ports of their own. */
    static final class WithoutTestkit implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/testkit/") && !location.contains("memshare-testkit-");
        }
    }

    private static final String ROOT = "io.memshare.";

    private static final PackageTable TABLE = PackageTable.read();

    @ArchTest
    static final ArchRule packagesUseOnlyWhatTheTableAllows = CompositeArchRule.of(TABLE.packages().stream()
                    .map(ArchitectureTests::onlyUsesWhatIsAllowed)
                    .toList())
            .because("the table in docs/architecture.md says so: the lower half knows nothing of Spring and the upper"
                    + " half nothing of sockets; the purpose of a package shows in the packages that it uses");

    private static ArchRule onlyUsesWhatIsAllowed(String name) {
        Set<String> forbidden = new TreeSet<>(TABLE.packages());
        forbidden.remove(name);
        forbidden.removeAll(TABLE.allowed(name));
        List<String> patterns = new ArrayList<>();
        forbidden.forEach(other -> patterns.add(ROOT + other + ".."));
        if (!TABLE.allowed(name).contains(PackageTable.ROOT)) {
            patterns.add(PackageTable.ROOT);
        }
        return noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(patterns.toArray(String[]::new)));
    }

    @ArchTest
    static void theTableHasEveryPackageAndAllowsNothingThatIsNotUsed(JavaClasses classes) {
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass each : classes) {
            Set<String> targets = used.computeIfAbsent(room(each), name -> new TreeSet<>());
            each.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getPackageName().startsWith(PackageTable.ROOT))
                    .forEach(target -> targets.add(room(target)));
            targets.remove(room(each));
        }
        used.remove(PackageTable.ROOT);
        Map<String, Set<String>> allowed = new TreeMap<>();
        TABLE.packages().forEach(name -> allowed.put(name, TABLE.allowed(name)));
        assertThat(used).as("what packages use, and what the table allows").isEqualTo(allowed);
    }

    /** Returns the package of the table that a class belongs to; those below {@code session} are part of it. */
    private static String room(JavaClass of) {
        String name = of.getPackageName();
        return name.equals(PackageTable.ROOT)
                ? name
                : name.substring(ROOT.length()).split("\\.", 2)[0];
    }

    @ArchTest
    static final ArchRule theSessionDoesNotTalkToMemcached = noClasses()
            .that()
            .resideInAPackage(ROOT + "session..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + "memcached.."))
            .allowEmptyShould(true)
            .because("a session speaks to the replicated store and only the composition root knows what is under it");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("io.memshare.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages in a cycle are one package that cannot be read in parts");

    @ArchTest
    static final ArchRule onlyMemcachedKnowsTheClientLibrary = noClasses()
            .that(not(resideInAPackage(ROOT + "memcached..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("net.rubyeye..", "com.google.code.yanf4j.."))
            .because("the library is used for its reactor and its framing only, and can be replaced in one package");

    @ArchTest
    static final ArchRule onlyTheSessionKnowsSpring = noClasses()
            .that(not(resideInAPackage(ROOT + "session..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.springframework..", "jakarta.."))
            .because("replication can be tested, and read, without Spring");

    @ArchTest
    static final ArchRule theSerializerKnowsFrameworksByNameOnly = noClasses()
            .that()
            .resideInAPackage(ROOT + "serializer..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.springframework..", "jakarta..", "org.hibernate.."))
            .because("their types are kept where they are there, and nothing is missing where they are not");

    @ArchTest
    static final ArchRule onlyTheFormByFieldsKnowsJackson = noClasses()
            .that(not(resideInAPackage(ROOT + "serializer.json..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("tools.jackson..", "com.fasterxml.."))
            .because("without Jackson on the class path every value has the Java form");

    @ArchTest
    static final ArchRule theFormsDoNotKnowEachOther = slices().matching("io.memshare.serializer.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage(ROOT + "serializer.form.."), resideInAPackage(ROOT + "serializer.."))
            .because("only the choice between the forms knows that there are two");

    @ArchTest
    static final ArchRule onlyTheSerializerDeserializes = noClasses()
            .that(not(resideInAPackage(ROOT + "serializer..")))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .because("every object that is read has to go through the allow-list");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should(ArchConditions.haveNameMatching(
                    ".*(Util|Utils|Helper|Helpers|Manager|Impl|Common|Misc|Pair)(\\$.*)?"))
            .because("a class with such a name takes in whatever has no place, and grows");

    @ArchTest
    static final ArchRule packagesAreNamedByWhatTheyDo = noClasses()
            .that(not(resideInAPackage("io.memshare.session.config..")))
            .should()
            .resideInAnyPackage(
                    "..util..", "..common..", "..support..", "..model..", "..config..", "..internal..", "..exception..")
            .because("a package is named by what its classes do together; package-private keeps things internal");

    /** The composition root, which hands the real clock and the real random generator to all others. */
    private static final DescribedPredicate<JavaClass> MAY_TOUCH_THE_CLOCK = nameMatching(
                    "io\\.memshare\\.Memshare(\\$.*)?")
            .as("the composition root")
            .forSubtype();

    @ArchTest
    static final ArchRule timeAndChanceAreParameters = noClasses()
            .that(not(MAY_TOUCH_THE_CLOCK))
            .should()
            .accessTargetWhere(isClockOrDice())
            .because("what depends on time or chance is tested with a clock and a random generator of the test's own,"
                    + " in virtual time");

    private static DescribedPredicate<JavaAccess<?>> isClockOrDice() {
        return new DescribedPredicate<>("is a real clock or a real source of chance") {

            private final List<String> always = Arrays.asList(
                    "java.lang.System.currentTimeMillis",
                    "java.lang.System.nanoTime",
                    "java.lang.Math.random",
                    "java.time.InstantSource.system",
                    "java.time.Clock.systemUTC",
                    "java.time.Clock.systemDefaultZone",
                    "java.time.Clock.system",
                    "java.util.Random.<init>",
                    "java.util.SplittableRandom.<init>",
                    "java.util.concurrent.ThreadLocalRandom.current",
                    "java.util.UUID.randomUUID",
                    "java.util.random.RandomGenerator.getDefault");

            @Override
            public boolean test(JavaAccess<?> access) {
                String owner = access.getTargetOwner().getName();
                String name = owner + "." + access.getTarget().getName();
                return always.contains(name) || (owner.startsWith("java.time.") && name.endsWith(".now"));
            }
        };
    }

    @ArchTest
    static final ArchRule dependenciesAreConstructorParameters = fields().should()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .andShould()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .andShould()
            .notBeAnnotatedWith("jakarta.inject.Inject")
            .andShould()
            .notBeAnnotatedWith("jakarta.annotation.Resource")
            .because("an object that exists is complete, and a test makes it without a container");
}
