package io.memshare.serializer.json;

import tools.jackson.core.Version;
import tools.jackson.core.json.PackageVersion;

/** Requires a minimum version of Jackson: earlier versions have known vulnerabilities in reading untrusted input. */
final class JacksonVersion {

    private static final Version LEAST = new Version(3, 1, 4, null, "tools.jackson.core", "jackson-core");

    private JacksonVersion() {}

    static void requireRecent() {
        require(PackageVersion.VERSION);
    }

    static void require(Version present) {
        if (present.compareTo(LEAST) < 0) {
            throw new IllegalStateException(
                    "jackson-core is " + present + ", and memshare needs " + LEAST + " or later to read values safely");
        }
    }
}
