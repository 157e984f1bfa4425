package io.memshare.session;

import java.util.Set;

/** Names of session attributes. They are chosen by the application, and perhaps by its users. */
final class AttributeNames {

    /**
     * Attributes of frameworks that are set anew after each change, or not changed once they are set: the saved request, flash
     * maps, OAuth2's authorized clients and requests, Web Flow's conversations, the options of a passkey.
     */
    private static final Set<String> SET_ANEW = Set.of(
            "SPRING_SECURITY_SAVED_REQUEST",
            "SPRING_SECURITY_LAST_EXCEPTION",
            "org.springframework.web.servlet.support.SessionFlashMapManager.FLASH_MAPS",
            "org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository.CSRF_TOKEN",
            "org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository"
                    + ".AUTHORIZED_CLIENTS",
            "org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository"
                    + ".AUTHORIZATION_REQUEST",
            "org.springframework.security.web.webauthn.authentication.PublicKeyCredentialRequestOptionsRepository"
                    + ".ATTR_NAME",
            "org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptionsATTR_NAME",
            "webflowConversationContainer");

    private AttributeNames() {}

    /** Returns whether whatever uses an attribute sets it again when it has changed its value. */
    static boolean isSetAnew(String name) {
        return SET_ANEW.contains(name);
    }
}
