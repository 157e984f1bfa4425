package io.memshare.acceptance.site;

import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;

/** The application's own user. */
class Customer extends User {

    private final Long number;
    private final String displayName;

    Customer(Long number, String name, boolean enabled, boolean nonLocked) {
        super(name, "{noop}secret", enabled, true, true, nonLocked, AuthorityUtils.createAuthorityList("ROLE_USER"));
        this.number = number;
        this.displayName = "Customer " + number;
    }

    String displayName() {
        return displayName;
    }
}
