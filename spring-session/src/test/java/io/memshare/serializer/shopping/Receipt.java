package io.memshare.serializer.shopping;

/** A final class of a package that is not allowed. */
public final class Receipt {

    /** An enum of a package that is not allowed. */
    public enum State {
        OPEN,
        PAID
    }
}
