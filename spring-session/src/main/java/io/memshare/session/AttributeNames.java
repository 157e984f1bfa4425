package io.memshare.session;

import java.util.Set;

/** Names of session attributes. The application chooses them, possibly from input of its users. */
final class AttributeNames {

    /**
     * Framework attributes that are either set again after each change or never changed: the saved request, flash maps,
     * OAuth2's authorized clients and requests, Web Flow's conversations, and the options of a passkey.
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

    /** Returns whether the user of an attribute sets it again after each change of its value. */
    static boolean isSetAnew(String name) {
        return SET_ANEW.contains(name);
    }
}
