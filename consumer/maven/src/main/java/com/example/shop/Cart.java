package com.example.shop;

import java.util.ArrayList;
import java.util.List;

/** What a customer is going to buy; kept in the session. */
record Cart(List<String> articles) {

    static final Cart EMPTY = new Cart(List.of());

    Cart with(String article) {
        List<String> more = new ArrayList<>(articles);
        more.add(article);
        return new Cart(more);
    }
}
