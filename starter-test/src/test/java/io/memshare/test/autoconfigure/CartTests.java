package io.memshare.test.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest
@AutoConfigureMockMvc
class CartTests {

    @Autowired
    private MockMvcTester mvc;

    @Test
    void anArticleIsInTheCartAtTheNextRequest() {
        MvcTestResult first = mvc.post().uri("/cart").param("article", "tea").exchange();
        Cookie cookie = first.getResponse().getCookie("SESSION");
        assertThat(mvc.get().uri("/cart").cookie(cookie)).bodyJson().isStrictlyEqualTo("[\"tea\"]");
    }
}
