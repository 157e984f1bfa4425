package io.memshare.acceptance.shop;

import java.util.List;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;

/** Exceptions of the application. */
@SuppressWarnings("unused")
public final class Failures {

    private Failures() {}

    public static class OrderException extends RuntimeException {
        private final Long order;
        private final List<String> problems;

        public OrderException(Long order, List<String> problems, Throwable cause) {
            super("order " + order, cause);
            this.order = order;
            this.problems = problems;
        }
    }

    public static class CheckedFailure extends Exception {
        public CheckedFailure(String message) {
            super(message);
        }
    }

    public static class Untraced extends RuntimeException {
        public Untraced(String message) {
            super(message, null, false, false);
        }
    }

    public static class OwnMessage extends RuntimeException {
        private final int code;

        public OwnMessage(int code) {
            this.code = code;
        }

        @Override
        public String getMessage() {
            return "code " + code;
        }
    }

    public static class HoldsThread extends RuntimeException {
        private final Thread thread = Thread.currentThread();
    }

    public static class MembershipLapsed extends AuthenticationException {
        private final int year;

        public MembershipLapsed(int year) {
            super("lapsed in " + year);
            this.year = year;
        }
    }

    public static class LockedFor extends LockedException {
        private final int minutes;

        public LockedFor(int minutes) {
            super("locked");
            this.minutes = minutes;
        }
    }
}
