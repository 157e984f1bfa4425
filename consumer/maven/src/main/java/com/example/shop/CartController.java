package com.example.shop;

import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CartController {

    @PostMapping("/cart")
    String add(HttpSession session, Principal customer, @RequestParam String article) {
        session.setAttribute("cart", cart(session).with(article));
        return show(session, customer);
    }

    @GetMapping("/cart")
    String show(HttpSession session, Principal customer) {
        return customer.getName() + ": " + String.join(", ", cart(session).articles());
    }

    private static Cart cart(HttpSession session) {
        return session.getAttribute("cart") instanceof Cart cart ? cart : Cart.EMPTY;
    }
}
