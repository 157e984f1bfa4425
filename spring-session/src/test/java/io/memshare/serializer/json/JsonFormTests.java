package io.memshare.serializer.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.memshare.serializer.SessionTypes;
import io.memshare.serializer.TypeAllowList;
import io.memshare.serializer.shop.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.Version;

class JsonFormTests {

    private static final SessionTypes TYPES = new SessionTypes(
            JsonFormTests.class.getClassLoader(),
            TypeAllowList.builder()
                    .allowPackages(List.of("io.memshare.serializer.shop"))
                    .build());

    @Test
    void finalFieldsAreSetUpToJava25() throws Exception {
        JsonForm form = new JsonForm(TYPES, 25);
        assertThat(form.decode(form.encode(new Shop.Cart())).value()).isEqualTo(new Shop.Cart());
    }

    @Test
    void finalFieldsAreLeftToTheJavaFormFromJava26On() throws Exception {
        JsonForm form = new JsonForm(TYPES, 26);
        assertThatExceptionOfType(UnfaithfulException.class)
                .isThrownBy(() -> form.encode(new Shop.Cart()))
                .withMessageContaining("final fields");
        Shop.Node node = new Shop.Node();
        node.next = new Shop.Box("x");
        assertThat(((Shop.Node) form.decode(form.encode(node)).value()).next).isEqualTo(new Shop.Box("x"));
    }

    @Test
    void oldVersionsOfJacksonAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> JacksonVersion.require(version(3, 1, 3)))
                .withMessageContaining("3.1.4 or later");
        assertThatIllegalStateException().isThrownBy(() -> JacksonVersion.require(version(3, 0, 9)));
        assertThatCode(() -> JacksonVersion.require(version(3, 1, 4))).doesNotThrowAnyException();
        assertThatCode(() -> JacksonVersion.require(version(3, 2, 0))).doesNotThrowAnyException();
    }

    private static Version version(int major, int minor, int patch) {
        return new Version(major, minor, patch, null, "tools.jackson.core", "jackson-core");
    }

    @Test
    void immutabilityIsThatOfEverythingInAValue() {
        JsonForm form = new JsonForm(TYPES);
        assertThat(form.isImmutable("text")).isTrue();
        assertThat(form.isImmutable(Shop.Color.GREEN)).isTrue();
        assertThat(form.isImmutable(new Shop.Tag("x"))).isTrue();
        assertThat(form.isImmutable(new Shop.Box("x"))).isFalse();
        assertThat(form.isImmutable(new java.util.Date())).isFalse();
        assertThat(form.isImmutable(new byte[0])).isFalse();
        assertThat(form.isImmutable(new Shop.Node())).isFalse();
        assertThat(form.isImmutable(List.of())).isFalse();
    }
}
