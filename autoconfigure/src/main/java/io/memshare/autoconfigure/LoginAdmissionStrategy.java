package io.memshare.autoconfigure;

import io.memshare.session.IndexedMemshareSessionRepository;
import io.memshare.session.LoginRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;

/** Refuses a login of a user who has the maximum number of sessions, as Spring Security refuses it. */
final class LoginAdmissionStrategy implements SessionAuthenticationStrategy {

    private final IndexedMemshareSessionRepository repository;

    LoginAdmissionStrategy(IndexedMemshareSessionRepository repository) {
        this.repository = repository;
    }

    @Override
    public void onAuthentication(
            Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        try {
            repository.admitLogin(authentication.getName());
        } catch (LoginRefusedException ex) {
            SessionAuthenticationException refused =
                    new SessionAuthenticationException(Objects.requireNonNull(ex.getMessage()));
            refused.initCause(ex);
            throw refused;
        }
    }
}
