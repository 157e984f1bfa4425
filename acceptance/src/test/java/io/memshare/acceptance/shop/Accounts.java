package io.memshare.acceptance.shop;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;

/** The application's own users and what belongs to them. */
@SuppressWarnings("unused")
public final class Accounts {

    private Accounts() {}

    /** Extends Spring Security's user, as most applications do. */
    public static class ShopUser extends User {
        private final Long id;
        private String displayName;
        private final Colour favourite = Colour.valueOf("RED");

        public ShopUser(Long id, String name, Collection<? extends GrantedAuthority> authorities) {
            super(name, "{noop}secret", authorities);
            this.id = id;
            this.displayName = "Mr " + name;
        }
    }

    /** Implements the interface with an entity of its own. */
    public static class EntityUser implements UserDetails {
        private final Hierarchies.Customer customer;
        private final List<Permission> permissions;

        public EntityUser(Hierarchies.Customer customer, List<Permission> permissions) {
            this.customer = customer;
            this.permissions = permissions;
        }

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return permissions;
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public String getUsername() {
            return "entity";
        }
    }

    public record RecordUser(String username, String password, Long tenant) implements UserDetails {
        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return AuthorityUtils.createAuthorityList("ROLE_USER");
        }

        @Override
        public String getPassword() {
            return password;
        }

        @Override
        public String getUsername() {
            return username;
        }
    }

    /** Roles that are an enum. */
    public enum Permission implements GrantedAuthority {
        BUY,
        SELL {
            @Override
            public String getAuthority() {
                return "SELL!";
            }
        };

        @Override
        public String getAuthority() {
            return name();
        }
    }

    public record Role(String name, long tenant) implements GrantedAuthority {
        @Override
        public String getAuthority() {
            return "ROLE_" + name;
        }
    }

    public record Named(String name, Integer number) implements AuthenticatedPrincipal, Serializable {
        @Override
        public String getName() {
            return name;
        }
    }

    public static class ShopOidcUser extends DefaultOidcUser {
        private final Long customer;

        public ShopOidcUser(Collection<? extends GrantedAuthority> authorities, OidcIdToken token, Long customer) {
            super(authorities, token);
            this.customer = customer;
        }
    }

    public static class ShopOAuth2User extends DefaultOAuth2User {
        private final Hierarchies.Customer customer = new Hierarchies.Customer(1L, "a", "b");

        public ShopOAuth2User(Collection<? extends GrantedAuthority> authorities, Map<String, Object> attributes) {
            super(authorities, attributes, "login");
        }
    }

    public static class ApiKey extends AbstractAuthenticationToken {
        private final String key;
        private final transient Object request = new Object();

        public ApiKey(String key) {
            super(AuthorityUtils.createAuthorityList("ROLE_API"));
            this.key = key;
            setAuthenticated(true);
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Object getPrincipal() {
            return key;
        }
    }

    public static class LoginDetails implements Serializable {
        private final String tenant;
        private final long at;

        public LoginDetails(String tenant, long at) {
            this.tenant = tenant;
            this.at = at;
        }
    }

    /** The action of a scoped bean that is to be destroyed. */
    public static class Farewell implements Runnable, Serializable {
        private final String name;

        public Farewell(String name) {
            this.name = name;
        }

        @Override
        public void run() {
            // nothing is to be done
        }
    }
}
