package io.memshare.acceptance.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memshare.testkit.Hang;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real identity provider logs its users out of two relying servers, by a token that reaches one of them. */
class BackChannelLogoutTests {

    private static RelyingSite site;

    @BeforeAll
    static void start() throws Exception {
        site = new RelyingSite();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static int send(int server, String token) {
        return new Browser(site.server(server))
                .post("/logout/connect/back-channel/idp", Map.of("logout_token", token), "none")
                .statusCode();
    }

    private static String sid(Browser visitor) {
        return visitor.read("/me").substring("carol ".length());
    }

    private static boolean isOut(Browser visitor) {
        return visitor.at(site.server(0)).read("/me").equals("nobody")
                && visitor.at(site.server(1)).read("/me").equals("nobody");
    }

    private static boolean isIn(Browser visitor) {
        return visitor.at(site.server(0)).read("/me").startsWith("carol ")
                && visitor.at(site.server(1)).read("/me").startsWith("carol ");
    }

    @Test
    void theSessionsOfOneLoginAtTheProviderEndOnBothServers() {
        Browser laptop = site.login();
        Browser phone = site.login();
        String sid = sid(laptop);
        assertThat(sid).isNotBlank().isNotEqualTo("null").isNotEqualTo(sid(phone));
        assertThat(send(0, site.logoutToken(claims -> claims.claim("sid", sid))))
                .isEqualTo(200);
        await().atMost(Hang.LIMIT).until(() -> isOut(laptop));
        assertThat(isIn(phone)).isTrue();
    }

    @Test
    void allSessionsOfAUserEndOnBothServersAndTheNextLoginStays() {
        Browser laptop = site.login();
        Browser phone = site.login();
        assertThat(send(1, site.logoutToken(claims -> claims.subject("carol")))).isEqualTo(200);
        Browser next = site.login();
        await().atMost(Hang.LIMIT).until(() -> isOut(laptop) && isOut(phone));
        assertThat(isIn(next)).isTrue();
    }

    @Test
    void aNodeThatIsCutOffMeanwhileBringsNoSessionBack() {
        Browser laptop = site.login();
        String sid = sid(laptop);
        site.links.get(0).cut();
        assertThat(send(0, site.logoutToken(claims -> claims.claim("sid", sid).subject("carol"))))
                .isEqualTo(200);
        await().atMost(Hang.LIMIT).until(() -> isOut(laptop));
        site.links.get(0).heal();
        site.links.get(1).cut();
        await().atMost(Hang.LIMIT).until(() -> isOut(laptop));
        site.links.get(1).heal();
    }

    @Test
    void aTokenForAnotherClientOrOfAnotherIssuerEndsNothing() {
        Browser laptop = site.login();
        String sid = sid(laptop);
        assertThat(send(0, site.logoutToken(claims -> claims.claim("sid", sid).audience(List.of("other")))))
                .isEqualTo(400);
        assertThat(send(0, site.logoutToken(claims -> claims.claim("sid", sid).issuer("http://127.0.0.1:1"))))
                .isEqualTo(400);
        assertThat(send(0, "no token")).isEqualTo(400);
        assertThat(isIn(laptop)).isTrue();
    }
}
