package io.memshare.acceptance.site;

/** An exception that no session can keep, as drivers of databases throw them. */
class UnstorableException extends RuntimeException {

    private final Thread thread = Thread.currentThread();

    Thread thread() {
        return thread;
    }
}
