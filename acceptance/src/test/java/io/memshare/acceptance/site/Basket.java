package io.memshare.acceptance.site;

import jakarta.annotation.PreDestroy;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/** The basket of a visitor, which wants to know when its session ends. */
@Component
@SessionScope
class Basket implements Serializable {

    private final List<String> articles = new ArrayList<>();

    List<String> add(String article) {
        articles.add(article);
        return articles;
    }

    @PreDestroy
    void leave() {
        articles.clear();
    }
}
