package io.memshare.test.autoconfigure;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An application as its author would test it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Shop.Pages.class)
class Shop {

    @RestController
    static class Pages {

        @PostMapping("/cart")
        List<String> add(HttpSession session, @RequestParam String article) {
            List<String> cart = new ArrayList<>(cart(session));
            cart.add(article);
            session.setAttribute("cart", cart);
            return cart;
        }

        @GetMapping("/cart")
        List<String> cart(HttpSession session) {
            @SuppressWarnings("unchecked")
            List<String> cart = (List<String>) session.getAttribute("cart");
            return cart == null ? List.of() : cart;
        }

        /** A value of a type that is refused in production. */
        @PostMapping("/refused")
        void refused(HttpSession session) {
            session.setAttribute("process", new ProcessBuilder("true"));
        }
    }
}
