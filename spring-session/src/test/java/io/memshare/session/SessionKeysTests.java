package io.memshare.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.node.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionKeysTests {

    private final SessionKeys keys = new SessionKeys("shop");

    static List<String> ids() {
        return List.of(
                "",
                "?",
                "0b5c6c4e-8d0a-4a0e-9b5e-6f1f6f1f6f1f",
                "with blanks and \r\nflush_all\r\n",
                "\0",
                "x".repeat(10_000),
                "x".repeat(10_001),
                "\u00e4",
                "\ufffd",
                "\ud83d\ude00",
                "\ud800",
                "\udc00",
                "\udc00\ud800",
                "\ud800x",
                "\ud801x");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void anyIdMakesAKeyThatMemcachedTakes(String id) {
        String key = keys.of(id).text();
        assertThat(key).matches("shop:s:[A-Za-z0-9_-]{43}");
        assertThat(keys.of(new String(id.toCharArray()))).isEqualTo(keys.of(id));
    }

    @Test
    void differentIdsMakeDifferentKeys() {
        Set<Key> distinct = new HashSet<>();
        ids().forEach(id -> distinct.add(keys.of(id)));
        assertThat(distinct).hasSameSizeAs(ids());
    }

    @Test
    void namespacesKeepApart() {
        assertThat(new SessionKeys("other").of("id")).isNotEqualTo(keys.of("id"));
    }

    @Test
    void theIdIsNotInTheKey() {
        assertThat(keys.of("abc").text()).doesNotContain("abc");
        assertThat(keys.of("abc").toString()).doesNotContain("abc").hasSizeLessThan(16);
    }

    @Test
    void theKeyIsTheSha256OfTheId() {
        // printf abc | openssl dgst -sha256 -binary | basenc --base64url
        assertThat(keys.of("abc").text()).isEqualTo("shop:s:ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    }

    @Test
    void theLongestNamespaceFits() {
        SessionKeys longest = new SessionKeys("n".repeat(64));
        assertThat(Stream.of("", "x".repeat(10_000)).map(longest::of).map(key -> key.bytes().length))
                .allMatch(length -> length <= 250);
    }
}
