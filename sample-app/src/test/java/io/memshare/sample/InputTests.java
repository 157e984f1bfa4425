package io.memshare.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTests {

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-Z_a.z-0", "visits", "..."})
    void takesNames(String name) {
        assertThat(AttributeName.parse(name).text()).isEqualTo(name);
    }

    @Test
    void takesANameOfAHundredCharactersAndNoMore() {
        assertThat(AttributeName.parse("x".repeat(100)).text()).hasSize(100);
        assertRefused(() -> AttributeName.parse("x".repeat(101)), "1 to 100 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ä", "a/b", "a\n", "a%", "a:b"})
    void refusesNames(String name) {
        assertRefused(() -> AttributeName.parse(name), "1 to 100 characters");
    }

    @Test
    void keepsTheCounterAndTheFrameworkOutOfReach() {
        assertRefused(() -> AttributeName.parse("visit"), "counter");
        assertRefused(() -> AttributeName.parse("org.springframework.web.anything"), "framework");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "20", "10000"})
    void takesDelays(String millis) {
        assertThat(Delay.parse(millis).time()).isEqualTo(Duration.ofMillis(Long.parseLong(millis)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10001", "1.5", "", "soon", "99999999999"})
    void refusesDelays(String millis) {
        assertRefused(() -> Delay.parse(millis), "from 0 to 10000");
    }

    @Test
    void takesTextOfAnyCharacters() throws IOException {
        String text = "zwölf € \uD83C\uDF0D\r\n\u0000";
        assertThat(read(text.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo(text);
        assertThat(read(new byte[0]).text()).isEmpty();
        assertThat(read(new byte[AttributeValue.LONGEST_BYTES]).text()).hasSize(AttributeValue.LONGEST_BYTES);
    }

    @Test
    void refusesValuesThatAreTooLongOrNoText() {
        assertRefused(() -> read(new byte[AttributeValue.LONGEST_BYTES + 1]), "longer than 2000000 bytes");
        assertRefused(() -> read(new byte[] {(byte) 0xff}), "UTF-8");
    }

    @Test
    void printsNoValue() throws IOException {
        assertThat(read("secret".getBytes(StandardCharsets.UTF_8)))
                .asString()
                .isEqualTo("AttributeValue[6 characters]");
    }

    private static AttributeValue read(byte[] bytes) throws IOException {
        return AttributeValue.read(new ByteArrayInputStream(bytes));
    }

    private static void assertRefused(ThrowingCallable action, String reason) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(action)
                .satisfies(ex -> assertThat(ex.getBody().getDetail()).contains(reason));
    }
}
