package io.memshare.acceptance.site;

import java.io.Serializable;

/** A form that is filled in on several pages. */
public class OrderForm implements Serializable {

    private String article;
    private Integer count;

    public String getArticle() {
        return article;
    }

    public void setArticle(String article) {
        this.article = article;
    }

    public Integer getCount() {
        return count;
    }

    public void setCount(Integer count) {
        this.count = count;
    }
}
