package io.memshare.benchmarks.pages;

import java.io.Serializable;

/** What somebody wants to buy: a bean, as not every store's JSON can read records. */
public class CartItem implements Serializable {

    private static final long serialVersionUID = 1L;

    private String name = "";
    private int count;
    private long priceInCents;

    /** For deserialization. */
    public CartItem() {}

    CartItem(String name, int count, long priceInCents) {
        this.name = name;
        this.count = count;
        this.priceInCents = priceInCents;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public int getCount() {
        return count;
    }

    public void setCount(int count) {
        this.count = count;
    }

    public long getPriceInCents() {
        return priceInCents;
    }

    public void setPriceInCents(long priceInCents) {
        this.priceInCents = priceInCents;
    }
}
