package io.memshare.acceptance.visit;

import java.util.Base64;
import java.util.Map;
import java.util.Random;

/** The application on Tomcat with sealed records, whose visitors carry stamps of their sessions. */
class StampedVisitTests extends VisitContract {

    StampedVisitTests() {
        super("tomcat", Map.of("memshare.encryption.keys", key(), "memshare.cookie-stamp", "true"));
    }

    private static String key() {
        byte[] secret = new byte[32];
        new Random(12).nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }
}
