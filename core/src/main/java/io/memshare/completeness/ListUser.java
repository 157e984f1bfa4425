package io.memshare.completeness;

/** Applies the list of nodes to the requests of this server. Implementations must be thread-safe. */
public interface ListUser {

    /** Applies nothing. */
    ListUser NONE = new ListUser() {
        @Override
        public void use(ListState state) {}

        @Override
        public void used(ListState state) {}

        @Override
        public boolean isSettled() {
            return true;
        }
    };

    /**
     * Uses a list from now on: opens new nodes, and replaces the placement. Must not throw and must not block.
     *
     * @param state the list, or the change to another list
     */
    void use(ListState state);

    /**
     * Notifies listeners that a list is used. Called after {@link #use}, without a lock; when two threads change the
     * list at the same time, calls may come in either order, and the epoch tells which state is later.
     *
     * @param state the list, or the change to another list
     */
    void used(ListState state);

    /** Returns whether every write that began with a former list has ended. */
    boolean isSettled();
}
