package io.memshare.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
}
