package io.memshare.acceptance.kinds;

import io.memshare.acceptance.shop.Failures;
import io.memshare.acceptance.shop.Records;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AccountExpiredException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.saml2.core.Saml2Error;
import org.springframework.security.saml2.provider.service.authentication.Saml2AuthenticationException;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;
import org.springframework.web.server.ResponseStatusException;

/** Exceptions. */
final class ExceptionKinds {

    private ExceptionKinds() {}

    static void addTo(Kinds kinds) {
        kinds.add("exception of the JDK", () -> new IllegalStateException("x"));
        kinds.add(
                "exception with causes",
                () -> new UncheckedIOException("a", new java.io.IOException("b", new ConnectException("c"))));
        kinds.add("exception with a trace of 120 frames", () -> deep(100));
        kinds.add("exception with suppressed ones", () -> {
            Exception exception = new FileNotFoundException("x");
            exception.addSuppressed(new ConcurrentModificationException("y"));
            return exception;
        });
        kinds.add("exception without a trace", () -> {
            Exception exception = new IllegalArgumentException("x");
            exception.setStackTrace(new StackTraceElement[0]);
            return exception;
        });
        kinds.add("exception whose cause is never set", () -> new IllegalStateException("x", null));
        kinds.add("exception and its cause's cause", () -> {
            Exception one = new IllegalStateException("one");
            Exception other = new IllegalStateException("other", one);
            one.initCause(other);
            return one;
        });
        kinds.add("exception with 50 causes", () -> {
            Exception exception = new IllegalStateException("0");
            for (int i = 1; i < 50; i++) {
                exception = new IllegalStateException("" + i, exception);
            }
            return exception;
        });
        kinds.add("exception of SQL with the next", () -> {
            SQLException exception = new SQLException("x", "42000", 5);
            exception.setNextException(new SQLException("y"));
            return exception;
        });
        kinds.add(
                "exception of Spring's data access",
                () -> new DataIntegrityViolationException("x", new SQLException("y")));
        kinds.add("exception: Error", () -> new AssertionError("x", new OutOfMemoryError("y")));
        kinds.add(
                "exception of the application",
                () -> new Failures.OrderException(5L, new ArrayList<>(List.of("a")), new Failures.CheckedFailure("x")));
        kinds.add("exception of the application, without a trace", () -> new Failures.Untraced("x"));
        kinds.add("exception of the application, own message", () -> new Failures.OwnMessage(5));
        kinds.add("exception of the application, holds a thread", Failures.HoldsThread::new);
        kinds.add("exception in a record", () -> new Records.Box<>(new Failures.CheckedFailure("x")));
        kinds.add("exception in a list", () -> new ArrayList<>(List.of(new IllegalStateException("x"))));
        kinds.add("exception: ResponseStatusException", () -> new ResponseStatusException(HttpStatus.CONFLICT, "x"));
        logins(kinds);
    }

    private static void logins(Kinds kinds) {
        kinds.add("failed login: bad credentials", () -> new BadCredentialsException("x"));
        kinds.add("failed login: with its request", () -> {
            AuthenticationException exception = new BadCredentialsException("x");
            exception.setAuthenticationRequest(UsernamePasswordAuthenticationToken.unauthenticated("a", "b"));
            return exception;
        });
        kinds.add("failed login: locked", () -> new LockedException("x"));
        kinds.add("failed login: disabled", () -> new DisabledException("x"));
        kinds.add("failed login: account expired", () -> new AccountExpiredException("x"));
        kinds.add("failed login: credentials expired", () -> new CredentialsExpiredException("x"));
        kinds.add("failed login: unknown user", () -> new UsernameNotFoundException("x"));
        kinds.add("failed login: too many sessions", () -> new SessionAuthenticationException("x"));
        kinds.add(
                "failed login: service with a cause",
                () -> new AuthenticationServiceException("x", new SQLException("y")));
        kinds.add(
                "failed login: internal, with a cause of the application",
                () -> new InternalAuthenticationServiceException(
                        "x", new Failures.OrderException(1L, List.of(), null)));
        kinds.add("failed login: the application's own", () -> new Failures.MembershipLapsed(2025));
        kinds.add("failed login: the application's own locked account", () -> new Failures.LockedFor(5));
        kinds.add(
                "failed login: OAuth2",
                () -> new OAuth2AuthenticationException(
                        new OAuth2Error("invalid_token", "x", "https://127.0.0.1/e"),
                        "x",
                        new IllegalStateException("y")));
        kinds.add("failed login: bearer token", () -> new InvalidBearerTokenException("x"));
        kinds.add("failed login: SAML", () -> new Saml2AuthenticationException(Saml2Error.invalidResponse("x")));
        kinds.add("access denied", () -> new AccessDeniedException("x"));
    }

    private static Throwable deep(int frames) {
        return frames == 0 ? new BadCredentialsException("deep") : deep(frames - 1);
    }
}
