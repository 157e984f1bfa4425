package io.memshare.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemcachedBinaryTests {

    @Test
    void findsTheFirstOnThePath(@TempDir Path folder) throws Exception {
        Path program = folder.resolve("memcached");
        Files.createFile(program, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        assertThat(MemcachedBinary.search("/nowhere:" + folder)).isEqualTo(program);
    }

    @Test
    void refusesAPropertyThatNamesNoProgram() {
        System.setProperty(MemcachedBinary.PROPERTY, "/nowhere/memcached");
        try {
            assertThatIllegalStateException()
                    .isThrownBy(MemcachedBinary::find)
                    .withMessageContaining("/nowhere/memcached")
                    .withMessageContaining(MemcachedBinary.PROPERTY);
        } finally {
            System.clearProperty(MemcachedBinary.PROPERTY);
        }
    }

    @Test
    void theVariableNamesTheProgramUnlessThePropertyDoes(@TempDir Path folder) throws Exception {
        Path program = program(folder.resolve("memcached-1.6.38"));
        Path other = program(folder.resolve("memcached-1.6.45"));
        Map<String, String> environment = Map.of(MemcachedBinary.VARIABLE, program.toString(), "PATH", "/nowhere");
        assertThat(MemcachedBinary.find(null, environment)).isEqualTo(program);
        assertThat(MemcachedBinary.find(" ", environment)).isEqualTo(program);
        assertThat(MemcachedBinary.find(other.toString(), environment)).isEqualTo(other);
    }

    @Test
    void refusesAVariableThatNamesNoProgram(@TempDir Path folder) {
        assertThatIllegalStateException()
                .isThrownBy(() -> MemcachedBinary.find(null, Map.of(MemcachedBinary.VARIABLE, folder.toString())))
                .withMessage(
                        "the environment variable MEMSHARE_MEMCACHED names " + folder + ", which cannot be executed");
    }

    private static Path program(Path path) throws IOException {
        return Files.createFile(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
