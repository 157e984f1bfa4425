package io.memshare.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DeterministicAeadTests {

    private static final byte[] ASSOCIATED = {1};
    private static final byte[] PLAIN = new byte[100];

    private final DeterministicAead aead = new DeterministicAead(TestKeys.secret("A"), TestKeys.secret("B"));

    private static ByteBuffer sealedBy(DeterministicAead aead) {
        return ByteBuffer.wrap(aead.seal(ASSOCIATED, PLAIN));
    }

    @Test
    void opensWhatItSealed() {
        assertThat(sealedBy(aead).remaining()).isEqualTo(PLAIN.length + DeterministicAead.OVERHEAD);
        assertThat(aead.open(ASSOCIATED, sealedBy(aead))).isEqualTo(PLAIN);
    }

    @Test
    void aSyntheticIvThatIsNotThatOfTheTextIsRefusedThoughTheTagIsRight() {
        DeterministicAead same = new DeterministicAead(TestKeys.secret("C"), TestKeys.secret("B"));

        assertThat(aead.open(ASSOCIATED, sealedBy(same))).isNull();
    }

    @Test
    void anotherEncryptionKeyIsRefused() {
        assertThat(aead.open(ASSOCIATED, sealedBy(new DeterministicAead(TestKeys.secret("A"), TestKeys.secret("C")))))
                .isNull();
    }

    @Test
    void otherAssociatedDataIsRefused() {
        assertThat(aead.open(new byte[] {2}, sealedBy(aead))).isNull();
        assertThat(aead.open(new byte[0], sealedBy(aead))).isNull();
    }

    @Test
    void aTextOfNoBytesCanBeSealed() {
        byte[] sealed = aead.seal(ASSOCIATED, new byte[0]);

        assertThat(aead.open(ASSOCIATED, ByteBuffer.wrap(sealed))).isEmpty();
        for (int length = 0; length < sealed.length; length++) {
            assertThat(aead.open(ASSOCIATED, ByteBuffer.wrap(sealed, 0, length)))
                    .isNull();
        }
    }
}
