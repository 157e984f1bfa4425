package io.memshare.acceptance.site;

import java.io.Serializable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/** Counts the clicks of a visitor. */
@Component
@SessionScope
class Clicks implements Serializable {

    private int count;

    synchronized int click() {
        return ++count;
    }
}
