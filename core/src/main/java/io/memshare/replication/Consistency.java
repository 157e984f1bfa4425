package io.memshare.replication;

/** How many copies of a record an answer requires. Every application server must use the same consistency. */
public enum Consistency {

    /** Uses any node that is up: a single copy is enough, if its node is known to hold everything. */
    AVAILABLE,

    /**
     * A majority of the copies takes part in every read and every write, so that each read sees all writes acknowledged
     * before it. If a majority is unreachable, there is no answer.
     */
    QUORUM;

    /**
     * Returns how many copies must take part.
     *
     * @param copies the number of copies of a record, 1 or more
     */
    public int needed(int copies) {
        return this == QUORUM ? copies / 2 + 1 : 1;
    }
}
