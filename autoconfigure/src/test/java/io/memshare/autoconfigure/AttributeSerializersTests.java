package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.JdkAttributeSerializer;
import io.memshare.serializer.JsonAttributeSerializer;
import java.io.Serializable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;

class AttributeSerializersTests {

    private static final Cart CART = new Cart("shoes", 2);
    private static final String HERE = AttributeSerializersTests.class.getPackageName();

    record Cart(String item, int amount) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void areJsonUnlessAskedOtherwise() {
        assertThat(create(List.of())).isInstanceOf(JsonAttributeSerializer.class);
        assertThat(create(List.of(), "memshare.serialization", "jdk")).isInstanceOf(JdkAttributeSerializer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jdk"})
    void refuseATypeThatNobodyAllowed(String form) {
        AttributeSerializer serializer = create(List.of("com.example", ""), "memshare.serialization", form);
        assertThatExceptionOfType(AttributeSerializationException.class).isThrownBy(() -> serializer.encode(CART));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jdk"})
    void allowTheTypesOfTheApplication(String form) {
        roundTrip(create(List.of(HERE), "memshare.serialization", form));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jdk"})
    void allowPackagesByProperty(String form) {
        roundTrip(create(List.of(), "memshare.serialization", form, "memshare.session.allowed-packages", HERE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jdk"})
    void allowTypesByProperty(String form) {
        roundTrip(create(
                List.of(), "memshare.serialization", form, "memshare.session.allowed-types", Cart.class.getName()));
    }

    @Test
    void refuseANameThatIsNone() {
        assertThatExceptionOfType(InvalidMemsharePropertyException.class)
                .isThrownBy(() -> create(List.of(), "memshare.session.allowed-packages", "com.example.*"))
                .withMessageStartingWith("Property memshare.session.allowed-packages has the value 'com.example.*': ");
    }

    @Test
    void jsonNeedsJackson() {
        assertThatExceptionOfType(InvalidMemsharePropertyException.class)
                .isThrownBy(() -> AttributeSerializers.create(
                        Bound.properties(), new FilteredClassLoader("tools.jackson"), List.of()))
                .withMessageStartingWith("Property memshare.serialization has the value 'json': Jackson 3 is not");
    }

    @Test
    void jdkDoesNotNeedJackson() {
        assertThat(AttributeSerializers.create(
                        Bound.properties("memshare.serialization", "jdk"),
                        new FilteredClassLoader("tools.jackson"),
                        List.of()))
                .isInstanceOf(JdkAttributeSerializer.class);
    }

    private static void roundTrip(AttributeSerializer serializer) {
        assertThat(serializer.decode(serializer.encode(CART))).isEqualTo(CART);
    }

    private static AttributeSerializer create(List<String> packages, String... namesAndValues) {
        return AttributeSerializers.create(
                Bound.properties(namesAndValues), AttributeSerializersTests.class.getClassLoader(), packages);
    }
}
