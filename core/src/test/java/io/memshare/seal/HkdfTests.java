package io.memshare.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test vectors of RFC 5869 for SHA-256, appendices A.1 to A.3. */
class HkdfTests {

    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 000102030405060708090a0b0c, f0f1f2f3f4f5f6f7f8f9, 42,"
                + " 3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031"
                + "32333435363738"
                + "393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f,"
                + " 606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909"
                + "192939495"
                + "969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf,"
                + " b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e"
                + "1e2e3e4e5"
                + "e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff, 82,"
                + " b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3"
                + "275600c2f"
                + "09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, '', '', 42,"
                + " 8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    })
    void derivesAsTheRfcSays(String secret, String salt, String info, int length, String expected) {
        byte[] derived = Hkdf.extract(HEX.parseHex(salt), HEX.parseHex(secret)).expand(HEX.parseHex(info), length);

        assertThat(HEX.formatHex(derived)).isEqualTo(expected);
    }

    @Test
    void derivesAsManyBytesAsTheRfcAllowsAndNoMore() {
        Hkdf hkdf = Hkdf.of(new byte[32]);

        assertThat(hkdf.expand(new byte[0], 255 * 32)).hasSize(8160);
        assertThat(hkdf.expand(new byte[0], 0)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> hkdf.expand(new byte[0], 8161));
        assertThatIllegalArgumentException().isThrownBy(() -> hkdf.expand(new byte[0], -1));
    }
}
