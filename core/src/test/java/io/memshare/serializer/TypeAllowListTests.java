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
                "java.lang.Class",
                "java.io.File",
                "java.net.URL",
                "java.util.Formatter",
                "java.lang.StringBuilder",
                "java.lang.Strings",
                "java.util.HashMap2",
                "[Ljava.io.File;",
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

    @Test
    void singleTypesOfTheJdkMayBeAllowed() {
        TypeAllowList more =
                TypeAllowList.builder().allowTypes(List.of("java.net.URL")).build();
        assertThat(more.allows("java.net.URL")).isTrue();
        assertThat(more.allows("java.net.URLClassLoader")).isFalse();
    }

    @Test
    void aListDoesNotChangeWithItsBuilder() {
        TypeAllowList.Builder builder = TypeAllowList.builder();
        TypeAllowList before = builder.build();
        builder.allowTypes(List.of("demo.Demo"));
        assertThat(before.allows("demo.Demo")).isFalse();
    }
}
