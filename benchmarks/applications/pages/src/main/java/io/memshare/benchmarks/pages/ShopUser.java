package io.memshare.benchmarks.pages;

import java.time.Instant;
import java.util.Locale;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;

/** The user class of an application: Spring Security's, with fields of its own. */
public class ShopUser extends User {

    private static final long serialVersionUID = 1L;

    private final long customerNumber;
    private final Locale language;
    private final Instant customerSince;
    private String displayName;

    private ShopUser(String name, String password) {
        super(
                name,
                password,
                AuthorityUtils.createAuthorityList("ROLE_USER", "ROLE_EDITOR", "SCOPE_read", "SCOPE_write"));
        this.customerNumber = 4711;
        this.language = Locale.GERMANY;
        this.customerSince = Instant.ofEpochSecond(1_700_000_000);
        this.displayName = "Somebody Or Other";
    }

    /** Returns a new user; the password is compared as it is, as hashing it is not what is measured. */
    static ShopUser named(String name) {
        return new ShopUser(name, "{noop}secret");
    }

    /** Returns the number of the customer. */
    public long getCustomerNumber() {
        return customerNumber;
    }

    /** Returns the language of the pages. */
    public Locale getLanguage() {
        return language;
    }

    /** Returns when the customer came first. */
    public Instant getCustomerSince() {
        return customerSince;
    }

    /** Returns the name to greet by. */
    public String getDisplayName() {
        return displayName;
    }

    /** Sets the name to greet by. */
    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }
}
