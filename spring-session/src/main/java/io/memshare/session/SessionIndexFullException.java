package io.memshare.session;

/**
 * Thrown if too many sessions have the same value, such as the same user. None of the changes of the request was saved;
 * its session drops them, so that an error page can use it.
 */
public final class SessionIndexFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String indexName;
    private final int limit;

    /**
     * Creates an exception.
     *
     * @param indexName the name of the index
     * @param limit the maximum number of sessions with the same value
     */
    public SessionIndexFullException(String indexName, int limit) {
        super("the index " + indexName + " has " + limit
                + " living sessions with the value of this session, and takes no"
                + " more. End sessions that are not needed, shorten their idle timeout, or do not index this value");
        this.indexName = indexName;
        this.limit = limit;
    }

    /** Returns the name of the index. */
    public String indexName() {
        return indexName;
    }

    /** Returns the maximum number of sessions with the same value. */
    public int limit() {
        return limit;
    }
}
