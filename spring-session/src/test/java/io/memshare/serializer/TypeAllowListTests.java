package io.memshare.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeAllowListTests {

    private final TypeAllowList list = TypeAllowList.builder()
            .allowPackages(List.of("demo.shop"))
            .allowTypes(List.of("demo.Demo", "other.Generated$$Proxy"))
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.String",
                "java.lang.Long",
                "java.util.HashMap",
                "java.time.Instant",
                "java.util.UUID",
                "java.util.ImmutableCollections$ListN",
                "java.net.URL",
                "[Ljava.io.File;",
                "org.springframework.security.core.userdetails.User",
                "org.springframework.web.servlet.FlashMap",
                "demo.shop.Cart",
                "demo.shop.Cart$Item",
                "demo.shop.deep.Cart",
                "demo.Demo",
                "[I",
                "[[J",
                "[Ljava.lang.String;",
                "[Ljava.lang.Object;",
                "[[Ldemo.shop.Cart;",
                "[Ldemo.Demo;",
                "other.Generated$$Proxy"
            })
    void allows(String name) {
        assertThat(list.allows(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "demo",
                "demo.",
                "demo.shop",
                "demo.shopping.Cart",
                "demo.shops",
                "demo.Demo2",
                "demo.Demo2$Evil",
                "demo.Demo$Inner",
                "Demo",
                "shop.Cart",
                "x.demo.shop.Cart",
                "java.lang.Object",
                "java.util.Formatter",
                "java.util.ArrayList$SubList",
                "java.util.Collections$CopiesList",
                "java.security.SignedObject",
                "java.lang.invoke.SerializedLambda",
                "org.springframework.core.ResolvableType",
                "org.springframework.beans.factory.support.DefaultListableBeanFactory$SerializedBeanFactoryReference",
                "org.springframework.webflow.execution.repository.snapshot.SerializedFlowExecutionSnapshot",
                "java.lang.Strings",
                "java.util.HashMap2",
                "[Ldemo.Demo2;",
                "[X",
                "[",
                "[[",
                "[L;",
                "[Ldemo.shop.Cart",
                "java.util.HashMap<java.io.File>",
                "demo.shop.Cart$$SpringCGLIB$$0",
                "demo.shop.Cart$$Lambda/0x1"
            })
    void doesNotAllow(String name) {
        assertThat(list.allows(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "demo.", "demo.*", ".demo", "demo..shop", "demo shop", "demo/shop", "1demo"})
    void aPackageHasToBeAName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypeAllowList.builder().allowPackages(List.of(name)))
                .withMessage("'" + name + "' is not the name of a package");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "java.util", "javax", "javax.swing", "jdk.internal", "sun.misc", "com.sun.rowset"})
    void packagesOfTheJdkAreNotAllowedAsAWhole(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypeAllowList.builder().allowPackages(List.of(name)))
                .withMessageContaining("allow single types of it by their names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "demo.", "[Ldemo.Demo;", "demo.Demo;", "java.util.HashMap<demo.Demo>"})
    void aTypeHasToBeAName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypeAllowList.builder().allowTypes(List.of(name)))
                .withMessage("'" + name + "' is not the name of a type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.security.SignedObject",
                "javax.crypto.SealedObject",
                "java.rmi.MarshalledObject",
                "java.beans.XMLDecoder",
                "org.springframework.aop.framework.JdkDynamicAopProxy"
            })
    void dangerousTypesAreNeverAllowed(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypeAllowList.builder().allowTypes(List.of(name)))
                .withMessageStartingWith("the type '" + name + "' is never allowed: it ");
        TypeAllowList spring = TypeAllowList.builder()
                .allowPackages(List.of("org.springframework", "com.mchange"))
                .build();
        assertThat(spring.allows(name)).isFalse();
        assertThat(spring.allows("com.mchange.v2.ser.IndirectlySerialized")).isFalse();
        assertThat(spring.allows("org.springframework.samples.Owner")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo.Prix€", "demo.e\u0301tage", "demo.ⅷ", "demo.Größe", "demo.数", "demo.Half½", "_a.$b"})
    void theNameOfATypeMayHaveAllLettersOfJava(String name) {
        TypeAllowList more = TypeAllowList.builder().allowTypes(List.of(name)).build();
        assertThat(more.allows(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"demo.\u0301e", "demo.a\u0000b", "demo.a\u001bb", "demo.a\u202eb", "demo.a\u200db", "demo.a\nb"})
    void theNameOfATypeHasNoCharactersThatCannotBeSeen(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypeAllowList.builder().allowTypes(List.of(name)));
    }

    @Test
    void singleTypesOfTheJdkMayBeAllowed() {
        TypeAllowList more = TypeAllowList.builder()
                .allowTypes(List.of("java.util.Formatter"))
                .build();
        assertThat(more.allows("java.util.Formatter")).isTrue();
        assertThat(more.allows("java.util.Formatters")).isFalse();
    }

    @Test
    void aListDoesNotChangeWithItsBuilder() {
        TypeAllowList.Builder builder = TypeAllowList.builder();
        TypeAllowList before = builder.build();
        builder.allowTypes(List.of("demo.Demo"));
        assertThat(before.allows("demo.Demo")).isFalse();
    }
}
