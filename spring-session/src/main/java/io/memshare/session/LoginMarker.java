package io.memshare.session;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import io.memshare.crdt.LwwMap;
import java.util.List;

/** Tells from the stored attributes of a session, without decoding any, whether a user is logged in. */
final class LoginMarker {

    /** The security context of Spring Security, the name of the user, and the entry of the index of users. */
    private static final List<String> NAMES = List.of(
            "SPRING_SECURITY_CONTEXT", PRINCIPAL_NAME_INDEX_NAME, IndexMarker.attributeName(PRINCIPAL_NAME_INDEX_NAME));

    private LoginMarker() {}

    static boolean isIn(LwwMap attributes) {
        return NAMES.stream().anyMatch(name -> attributes.value(name) != null);
    }
}
