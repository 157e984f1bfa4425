package io.memshare.autoconfigure.restart;

import java.io.Serializable;

/** An attribute of an application whose classes are loaded anew. */
public final class Bookmark implements Serializable {

    private static final long serialVersionUID = 1;

    private final int page;

    public Bookmark(int page) {
        this.page = page;
    }

    @Override
    public String toString() {
        return "page " + page;
    }
}
