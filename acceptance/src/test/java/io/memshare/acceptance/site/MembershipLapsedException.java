package io.memshare.acceptance.site;

import org.springframework.security.authentication.AccountStatusException;

/** The application's own reason not to let a customer in. */
class MembershipLapsedException extends AccountStatusException {

    private final int year;

    MembershipLapsedException(int year, Throwable cause) {
        super("membership lapsed in " + year, cause);
        this.year = year;
    }

    int year() {
        return year;
    }
}
