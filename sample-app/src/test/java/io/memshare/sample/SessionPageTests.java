package io.memshare.sample;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class SessionPageTests {

    @Test
    void greetsAFirstVisitor() {
        assertThat(new SessionPage(null, "10.1.1.1", "9.9.9.9", Map.of()).text())
                .isEqualTo("This is the first time you're visiting this server\n"
                        + "Server IP: 10.1.1.1\n"
                        + "Client IP: 9.9.9.9\n"
                        + "Array\n"
                        + "(\n"
                        + ")\n");
    }

    @Test
    void countsLaterVisits() {
        Map<String, String> cookies = new LinkedHashMap<>();
        cookies.put("SESSION", "8lebte2dnqegtp1q3v9pau08k4");
        cookies.put("a", "");
        assertThat(new SessionPage(1, "10.1.1.1", "9.9.9.9", cookies).text())
                .isEqualTo("Your number of visits: 1\n"
                        + "Server IP: 10.1.1.1\n"
                        + "Client IP: 9.9.9.9\n"
                        + "Array\n"
                        + "(\n"
                        + "    [SESSION] => 8lebte2dnqegtp1q3v9pau08k4\n"
                        + "    [a] => \n"
                        + ")\n");
    }

    @Test
    void takesTheAddressesAndCookiesOfTheRequest() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setLocalAddr("10.1.1.1");
        request.setRemoteAddr("9.9.9.9");
        request.setCookies(new Cookie("a", "1"), new Cookie("a", "2"), new Cookie("b", "3"));

        SessionPage page = SessionPage.of(request, 4);

        assertThat(page).isEqualTo(new SessionPage(4, "10.1.1.1", "9.9.9.9", Map.of("a", "1", "b", "3")));
        assertThat(page.cookies()).containsExactly(Map.entry("a", "1"), Map.entry("b", "3"));
    }
}
