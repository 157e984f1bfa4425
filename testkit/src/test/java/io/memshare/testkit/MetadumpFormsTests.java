package io.memshare.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of the crawler's answer is read to its end and no further. */
class MetadumpFormsTests {

    static Stream<String> versions() {
        return MetadumpVectors.VERSIONS.stream();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theKeysOfEveryVersionAreRead(String version) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answer(server, version));
            try (PlainConnection connection = new PlainConnection(server.getLocalPort())) {
                String dump = connection.dump();
                assertThat(dump).endsWith("END");
                Set<String> keys = MemcachedServer.keys(List.of(dump.split("\n", -1)));
                assertThat(keys).containsAll(MetadumpVectors.KEYS).hasSize(MetadumpVectors.KEYS.size() + 1);
                assertThat(connection.line()).isEqualTo("the next answer");
            }
            served.join();
        }
    }

    @Test
    void aRealServerIsReadAsItsVersionAnswers() {
        try (MemcachedServer server = MemcachedServer.start()) {
            server.put("a", new byte[1], 0, 0);
            assertThat(server.keys()).containsExactly("a");
        }
    }

    private static void answer(ServerSocket server, String version) {
        try (Socket client = server.accept()) {
            client.getOutputStream().write(MetadumpVectors.of(version));
            client.getOutputStream().write("the next answer\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            client.getOutputStream().flush();
            client.getInputStream().read();
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
