package io.memshare.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memshare.serializer.AttributeSerializationException;
import io.memshare.serializer.AttributeSerializer;
import io.memshare.serializer.form.FormSerializer;
import io.memshare.serializer.form.Serialization;
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
    void chooseTheFormOfEachValueUnlessAskedOtherwise() {
        assertThat(((FormSerializer) create(List.of())).serialization()).isEqualTo(Serialization.AUTO);
        assertThat(((FormSerializer) create(List.of(), "memshare.serialization", "jdk")).serialization())
                .isEqualTo(Serialization.JDK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "json", "jdk"})
    void refuseATypeThatNobodyAllowed(String form) {
        AttributeSerializer serializer = create(List.of("com.example", ""), "memshare.serialization", form);
        assertThatExceptionOfType(AttributeSerializationException.class).isThrownBy(() -> serializer.encode(CART));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "json", "jdk"})
    void allowTheTypesOfTheApplication(String form) {
        roundTrip(create(List.of(HERE), "memshare.serialization", form));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "json", "jdk"})
    void allowPackagesByProperty(String form) {
        roundTrip(create(List.of(), "memshare.serialization", form, "memshare.session.allowed-packages", HERE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "json", "jdk"})
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "memshare.session.allowed-packages=com.exmaple.shop",
                "memshare.session.allowed-packages=io.memshare.autoconfigure.",
                "memshare.session.allowed-types=com.example.Crat",
                "memshare.session.allowed-types=io.memshare.autoconfigure.AttributeSerializersTests.Cart",
                "memshare.session.allowed-types=java.security.SignedObject"
            })
    void refuseANameOfNothingThatMayBeRead(String property) {
        String name = property.substring(0, property.indexOf('='));
        String value = property.substring(name.length() + 1);
        assertThatExceptionOfType(InvalidMemsharePropertyException.class)
                .isThrownBy(() -> create(List.of(), name, value))
                .withMessageStartingWith("Property " + name + " has the value '" + value + "': ");
    }

    @Test
    void findPackagesOfArchives() {
        assertThat(create(List.of(), "memshare.session.allowed-packages", "org.junit.jupiter.api"))
                .isNotNull();
    }

    @Test
    void jsonNeedsJacksonAndAutoDoesNot() {
        assertThatExceptionOfType(InvalidMemsharePropertyException.class)
                .isThrownBy(() -> AttributeSerializers.create(
                        Bound.properties("memshare.serialization", "json"),
                        new FilteredClassLoader("tools.jackson"),
                        List.of()))
                .withMessageStartingWith("Property memshare.serialization has the value 'json': Jackson 3 is not");
        roundTrip(AttributeSerializers.create(
                Bound.properties(), new FilteredClassLoader("tools.jackson"), List.of(HERE)));
    }

    private static void roundTrip(AttributeSerializer serializer) {
        assertThat(serializer.decode(serializer.encode(CART))).isEqualTo(CART);
    }

    private static AttributeSerializer create(List<String> packages, String... namesAndValues) {
        return AttributeSerializers.create(
                Bound.properties(namesAndValues), AttributeSerializersTests.class.getClassLoader(), packages);
    }
}
