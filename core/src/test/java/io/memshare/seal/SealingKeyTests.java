package io.memshare.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingKeyTests {

    private static void refused(byte[] secret, String reason) {
        String base64 = Base64.getEncoder().encodeToString(secret);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SealingKey.parse(base64))
                .withMessage(reason)
                .withNoCause();
    }

    @Test
    void takesEverythingThatIsRandom() {
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 20_000; i++) {
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            assertThat(SealingKey.of(secret)).isNotNull();
        }
    }

    @Test
    void takesBothAlphabetsAndAForgottenPadding() {
        byte[] secret = TestKeys.secret("A");
        secret[0] = (byte) 0xfb;
        secret[1] = (byte) 0xff;
        String usual = Base64.getEncoder().encodeToString(secret);
        assertThat(usual).startsWith("+/");

        assertThat(List.of(
                        SealingKey.parse(" " + usual + "\n"),
                        SealingKey.parse(Base64.getUrlEncoder().encodeToString(secret)),
                        SealingKey.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(secret))))
                .allMatch(SealingKey.of(secret)::equals);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 31, 33, 48, 64})
    void refusesAnotherLength(int length) {
        refused(new byte[length], "it has " + length + " bytes and not 32");
    }

    @Test
    void refusesAPassphraseAlsoAsBase64() {
        refused(
                "correct horse battery staple 123".getBytes(StandardCharsets.US_ASCII),
                "its bytes are a text and not random");
        refused(
                "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII),
                "its bytes are a text and not random");
    }

    @Test
    void refusesPatterns() {
        byte[] repeated = new byte[32];
        Arrays.fill(repeated, (byte) 0xa7);
        byte[] counted = new byte[32];
        byte[] twice = Arrays.copyOf(TestKeys.secret("A"), 32);
        byte[] half = Arrays.copyOf(TestKeys.secret("A"), 32);
        for (int i = 0; i < 32; i++) {
            counted[i] = (byte) (0x80 + i);
            twice[i] = twice[i % 16];
            half[i] = i < 16 ? half[i] : 0;
        }
        for (byte[] pattern : List.of(new byte[32], repeated, counted, twice, half)) {
            refused(pattern, "its bytes follow a pattern and are not random");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret!", "****", "a", "ä", "TopSecretTopSecretTopSecretTopSecretTopSecr%t="})
    void refusesWhatIsNotBase64WithoutRepeatingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SealingKey.parse(text))
                .withMessage("it is not base64")
                .withNoCause();
    }

    @Test
    void nothingThatHoldsAKeyPrintsIt() {
        KeyRing ring = KeyRing.of(List.of(TestKeys.A, TestKeys.B));
        NamespaceKeys keys = new NamespaceKeys(() -> ring, "shop");
        Sealing sealing = TestKeys.sealing("shop", PlainRecords.REFUSE, TestKeys.A);

        assertThat(List.of(TestKeys.A, ring, keys, keys.first(), sealing, sealing.envelope()))
                .extracting(Object::toString)
                .allSatisfy(text -> assertThat(text).matches("[A-Za-z. ]+(\\[[a-z0-9 ,]*]|@[0-9a-f]+)?"));
        assertThat(ring).hasToString("KeyRing[2 keys, 2 name keys]");
    }

    @Test
    void aKeyIsItsSecret() {
        assertThat(SealingKey.of(TestKeys.secret("A"))).isEqualTo(TestKeys.A).hasSameHashCodeAs(TestKeys.A);
        assertThat(TestKeys.A).isNotEqualTo(TestKeys.B);
        byte[] secret = TestKeys.secret("A");
        SealingKey key = SealingKey.of(secret);
        secret[0]++;
        assertThat(key).isEqualTo(TestKeys.A);
    }

    @Test
    void aRingHasEachKeyOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of(List.of(TestKeys.A, TestKeys.B, TestKeys.A)))
                .withMessage("one of the keys is listed twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyRing(List.of(TestKeys.A), List.of(TestKeys.B, TestKeys.B)))
                .withMessage("one of the nameKeys is listed twice");
        assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(List.of()));
    }
}
