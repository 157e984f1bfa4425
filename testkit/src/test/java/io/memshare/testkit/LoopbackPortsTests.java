package io.memshare.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LoopbackPortsTests {

    /** Takes a port, prints it, and holds it until its input ends. */
    static final class AnotherJvm {

        private AnotherJvm() {}

        public static void main(String[] args) throws IOException {
            System.out.println(LoopbackPorts.free());
            while (System.in.read() >= 0) {
                // The test is still looking.
            }
        }
    }

    private static Process anotherJvm() {
        return Processes.start(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnotherJvm.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    @Test
    void noPortIsGivenTwice() {
        Set<Integer> ports = new TreeSet<>();
        for (int i = 0; i < 500; i++) {
            assertThat(ports.add(LoopbackPorts.free())).isTrue();
        }
        assertThat(LoopbackPorts.take(ports.iterator().next())).isFalse();
    }

    /** It has no listener there, as if a server were down. */
    @Test
    void aPortOfAnotherJvmIsNotGivenWhileThatRuns() throws IOException {
        Process other = anotherJvm();
        try (BufferedReader output = other.inputReader()) {
            int port = Integer.parseInt(output.readLine());
            assertThat(LoopbackPorts.isFree(port)).isTrue();
            assertThat(LoopbackPorts.take(port)).isFalse();
        } finally {
            Processes.kill(other);
        }
    }
}
