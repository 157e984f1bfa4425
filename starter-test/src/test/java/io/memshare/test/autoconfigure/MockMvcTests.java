package io.memshare.test.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.memshare.session.MemshareSessionRepository;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.session.SessionRepository;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** With nothing but the starter on the class path; the nodes of production are out of reach, as from any desk. */
@SpringBootTest(
        properties = {"memshare.nodes=192.0.2.1,192.0.2.2,192.0.2.3", "memshare.redundancy=2", "memshare.timeout=100ms"
        })
@AutoConfigureMockMvc
class MockMvcTests {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private SessionRepository<?> repository;

    @Test
    void aSessionIsThereInTheNextRequest() {
        MvcTestResult first = mvc.post().uri("/cart").param("article", "tea").exchange();
        assertThat(first).hasStatusOk();
        Cookie cookie = first.getResponse().getCookie("SESSION");
        assertThat(mvc.post().uri("/cart").param("article", "pot").cookie(cookie))
                .hasStatusOk();
        assertThat(mvc.get().uri("/cart").cookie(cookie)).bodyJson().isStrictlyEqualTo("[\"tea\",\"pot\"]");
        assertThat(mvc.get().uri("/cart")).bodyJson().isStrictlyEqualTo("[]");
    }

    @Test
    void anUnknownCookieIsNoError() {
        assertThat(mvc.get().uri("/cart").cookie(new Cookie("SESSION", "dW5rbm93bg==")))
                .hasStatusOk();
    }

    @Test
    void aTypeThatIsRefusedInProductionIsRefusedInTheTest() {
        assertThat(mvc.post().uri("/refused"))
                .hasStatus(500)
                .satisfies(result -> assertThat(result.getRequest().getAttribute("jakarta.servlet.error.exception"))
                        .asString()
                        .contains("session attribute 'process' cannot be saved"));
    }

    @Test
    void theRepositoryIsThatOfProduction() {
        assertThat(repository).isInstanceOf(MemshareSessionRepository.class);
    }
}
