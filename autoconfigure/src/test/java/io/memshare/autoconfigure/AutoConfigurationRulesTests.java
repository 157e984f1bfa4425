package io.memshare.autoconfigure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@AnalyzeClasses(packagesOf = MemshareAutoConfiguration.class, importOptions = DoNotIncludeTests.class)
class AutoConfigurationRulesTests {

    @ArchTest
    static final ArchRule autoConfigurationsAreFinal = classes()
            .that()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .haveModifier(JavaModifier.FINAL)
            .andShould()
            .bePublic()
            .because("Spring Boot names them in its reports and users exclude them, but nobody extends them");

    @ArchTest
    static final ArchRule autoConfigurationsAreCalledSo = classes()
            .that()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .haveSimpleNameEndingWith("AutoConfiguration")
            .because("users look for that name in the condition report");

    @ArchTest
    static final ArchRule onlyAutoConfigurationsAreCalledSo = classes()
            .that()
            .haveSimpleNameEndingWith("AutoConfiguration")
            .should()
            .beAnnotatedWith(AutoConfiguration.class)
            .because("a plain configuration with that name would never be ordered");

    @ArchTest
    static final ArchRule autoConfigurationsHaveNoPublicMethods = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .notBePublic()
            .because("what an auto-configuration declares is for the container and may change");

    @ArchTest
    static final ArchRule autoConfigurationsHaveNoPublicFields = noFields()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .bePublic()
            .allowEmptyShould(true)
            .because("what an auto-configuration declares is for the container and may change");

    @ArchTest
    static final ArchRule beanMethodsHaveNoConditionOnAClass = methods()
            .that()
            .areAnnotatedWith(Bean.class)
            .should()
            .notBeAnnotatedWith(ConditionalOnClass.class)
            .because("the JVM loads the types of a method before the condition is asked");

    @ArchTest
    static final ArchRule plainConfigurationsAreNotPublic = noClasses()
            .that()
            .areAnnotatedWith(Configuration.class)
            .should()
            .bePublic()
            .because("only auto-configurations are entry points");

    @ArchTest
    static final ArchRule memcachedStaysBehindTheCore = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.rubyeye..", "com.google.code.yanf4j..")
            .because("the wire is the core's business");
}
