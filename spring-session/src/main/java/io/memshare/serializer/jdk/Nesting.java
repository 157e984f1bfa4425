package io.memshare.serializer.jdk;

/** Limits how deeply objects are nested, based on the stack space that reading them takes. */
final class Nesting {

    /** The maximum nesting of objects; reading an object takes about a kilobyte of stack (measured). */
    static final int DEEPEST = 500;

    /** The maximum nesting of causes; reading a cause takes several times as much stack. */
    private static final int MOST_CAUSES = 100;

    /** The additional depth of an object that is read by the code of the object that contains it. */
    private static final int READ_BY_CODE = 2;

    private int depth;
    private int throwables;

    void enter() {
        if (++depth > DEEPEST) {
            throw new ExceededLimitException("it is nested more than " + DEEPEST + " deep");
        }
    }

    void leave() {
        depth--;
    }

    void enterCode() {
        depth += READ_BY_CODE;
    }

    void leaveCode() {
        depth -= READ_BY_CODE;
    }

    void enterThrowable() {
        if (++throwables > MOST_CAUSES) {
            throw new ExceededLimitException("it has more than " + MOST_CAUSES + " causes of causes");
        }
    }

    void leaveThrowable() {
        throwables--;
    }

    /** Returns what undoes the steps from now on. */
    Runnable mark() {
        int depthNow = depth;
        int throwablesNow = throwables;
        return () -> {
            depth = depthNow;
            throwables = throwablesNow;
        };
    }
}
