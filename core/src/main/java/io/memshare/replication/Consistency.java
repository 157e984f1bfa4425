package io.memshare.replication;

/** How many copies of a record an answer takes. Every application server has to use the same. */
public enum Consistency {

    /** Whatever lives is used: one copy is enough, if its node is known to hold everything. */
    AVAILABLE,

    /**
     * A majority of the copies takes part in every read and every write, so that each read sees what was acknowledged before it.
     * Where a majority is out of reach, there is no answer.
     */
    QUORUM;

    /**
     * Returns how many copies have to take part.
     *
     * @param copies the number of copies of a record, 1 or more
     */
    public int needed(int copies) {
        return this == QUORUM ? copies / 2 + 1 : 1;
    }
}
