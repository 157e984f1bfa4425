package io.memshare.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MemcachedServerTests {

    @Test
    void keepsWhatIsPut() {
        try (MemcachedServer server = MemcachedServer.start()) {
            byte[] value = "line one\r\nEND\r\n".getBytes(StandardCharsets.US_ASCII);
            server.put("memshare:s:a-b_c", value, 4_294_967_295L, 100);

            assertThat(server.value("memshare:s:a-b_c")).isEqualTo(value);
            assertThat(server.value("other")).isNull();
            assertThat(server.command("mg memshare:s:a-b_c f t")).isEqualTo("HD f4294967295 t100");
            assertThat(server.keys()).containsExactly("memshare:s:a-b_c");
        }
    }

    @Test
    void readsEveryKindOfAnswer() {
        try (MemcachedServer server = MemcachedServer.start()) {
            assertThat(server.command("version")).startsWith("VERSION ");
            assertThat(server.command("set a 0 0 5\r\nhello")).isEqualTo("STORED");
            assertThat(server.command("get a b")).isEqualTo("VALUE a 0 5\nhello\nEND");
            assertThat(server.command("get b")).isEqualTo("END");
            assertThat(server.command("mg a v t")).isEqualTo("VA 5 t-1\nhello");
            assertThat(server.command("mg b v")).isEqualTo("EN");
            assertThat(server.command("nonsense")).isEqualTo("ERROR");
        }
    }

    @Test
    void speaksTlsAndAsksForAPassword() {
        TestAuthority authority = new TestAuthority("test");
        ServerSecurity security = ServerSecurity.NONE
                .withCertificate(authority.issue("127.0.0.1"))
                .withClientsOf(authority)
                .withPassword("user", "secret");
        try (MemcachedServer server = MemcachedServer.start(security)) {
            server.put("a", new byte[3], 0, 0);
            assertThat(server.keys()).containsExactly("a");
            assertThat(server.command("stats settings"))
                    .contains("STAT ssl_enabled yes")
                    .doesNotContain("STAT auth_enabled_ascii no");
            server.restart();
            assertThat(server.keys()).isEmpty();
        }
    }

    @Test
    void forgetsEverythingWhenFlushed() {
        try (MemcachedServer server = MemcachedServer.start()) {
            server.put("a", new byte[3], 0, 0);
            server.flushAll();
            assertThat(server.value("a")).isNull();
        }
    }

    @Test
    void countsWhatIsAsked() {
        try (MemcachedServer server = MemcachedServer.start("-m", "8", "-I", "2m")) {
            long before = server.counter("cmd_get");
            server.command("get a");
            assertThat(server.counter("cmd_get")).isEqualTo(before + 1);
            assertThat(server.stats()).containsEntry("limit_maxbytes", "8388608");
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> server.counter("nothing"));
        }
    }

    @Test
    void comesBackEmptyOnTheSamePortAfterAKill() {
        try (MemcachedServer server = MemcachedServer.start()) {
            int port = server.port();
            server.put("a", new byte[3], 0, 0);

            server.kill();
            assertThat(server.isAlive()).isFalse();
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> server.command("version"));

            server.restart();
            assertThat(server.isAlive()).isTrue();
            assertThat(server.port()).isEqualTo(port);
            assertThat(server.value("a")).isNull();
        }
    }

    @Test
    void restartsOverAndOverWithAClientConnected() throws Exception {
        try (MemcachedServer server = MemcachedServer.start()) {
            for (int round = 0; round < 10; round++) {
                try (PlainConnection client = new PlainConnection(server.port())) {
                    client.send("version");
                    assertThat(client.answer()).startsWith("VERSION ");
                    server.restart();
                }
            }
            assertThat(server.command("version")).startsWith("VERSION ");
        }
    }

    @Test
    void carriesOutWhenThawedWhatItWasSentWhileFrozen() throws Exception {
        try (MemcachedServer server = MemcachedServer.start();
                PlainConnection client = new PlainConnection(server.port())) {
            client.send("version");
            client.answer();
            server.freeze();
            client.send("ms a 5\r\nhello");
            assertThat(server.isAlive()).isTrue();

            server.thaw();
            assertThat(client.answer()).isEqualTo("HD");
            assertThat(server.value("a")).asString().isEqualTo("hello");
        }
    }

    @Test
    void isKilledByCloseEvenWhenFrozen() {
        MemcachedServer server = MemcachedServer.start();
        server.freeze();
        server.close();
        assertThat(server.isAlive()).isFalse();
        server.close();
    }

    @Test
    void saysWhyItDoesNotStart() {
        try (MemcachedServer server = MemcachedServer.start()) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> MemcachedServer.start(server.port()))
                    .withMessageContaining("port " + server.port())
                    .withMessageContaining("in use");
        }
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> MemcachedServer.start("-m", "1", "-I", "2m"))
                .withMessageContaining("item size limit");
    }

    @Test
    void startsOnAGivenPort() {
        int port = LoopbackPorts.free();
        try (MemcachedServer server = MemcachedServer.start(port)) {
            assertThat(server.address()).isEqualTo("127.0.0.1:" + port);
        }
    }
}
