package io.memshare.session.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.List;

/** Writes down how an asynchronous request ends. */
record CompletionRecorder(List<String> events) implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
        events.add("complete");
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        events.add("timeout");
    }

    @Override
    public void onError(AsyncEvent event) {
        events.add("error");
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        events.add("start");
    }
}
