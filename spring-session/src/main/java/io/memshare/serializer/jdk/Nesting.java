package io.memshare.serializer.jdk;

/** Limits how deep objects are nested in each other, by what reading them takes of the stack. */
final class Nesting {

    /** Objects nested in each other; each takes about a kilobyte of the stack when it is read, as was measured. */
    static final int DEEPEST = 500;

    /** Causes nested in each other; each takes several times as much of the stack. */
    private static final int MOST_CAUSES = 100;

    /** What an object takes beyond that if it is read by the code of the object that it is in. */
    private static final int READ_BY_CODE = 2;

    private int depth;
    private int throwables;

    void enter() {
        if (++depth > DEEPEST) {
            throw new MalformedStreamException("it is nested more than " + DEEPEST + " deep");
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
            throw new MalformedStreamException("it has more than " + MOST_CAUSES + " causes of causes");
        }
    }

    void leaveThrowable() {
        throwables--;
    }

    int depth() {
        return depth;
    }

    /** Goes back to a depth from before. */
    void back(int to) {
        depth = to;
    }
}
