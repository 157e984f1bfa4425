package io.memshare.replication;

import java.util.List;

/**
 * Decides the combined answer of the copies of a record if a majority is required (Attiya, Bar-Noy and Dolev, "Sharing
 * Memory Robustly in Message-Passing Systems", 1995). A pure function of the replies.
 *
 * <p>A copy counts if its node has lost nothing that it ever took. Any two majorities have a copy in common, so at
 * least a single copy that counts and was queried knows of every acknowledged write. A state known to a minority must
 * be written to a majority before it is returned; otherwise a later read could query other copies and see less.
 */
final class MajorityRule {

    private MajorityRule() {}

    /** The reply of a node about its copy. */
    enum Answer {
        /** The state to which all copies merge. */
        MERGED,
        /** Another state, or no item. */
        LESS,
        /** Bytes that cannot be read. */
        DAMAGED,
        /** Bytes of a later version. */
        FOREIGN,
        /** No reply. */
        SILENT
    }

    /**
     * A copy.
     *
     * @param answer the reply of its node
     * @param counts whether the node had lost nothing that it took, before it was queried for the copy
     */
    record Copy(Answer answer, boolean counts) {}

    /** The decision. */
    enum Verdict {
        /** The answer stands: a majority holds the merged state, or confirms that there is none. */
        STANDS,
        /** The merged state must first be written to a majority. */
        WRITE_BACK,
        /** No copy on any node can be read, or ever will be. */
        UNREADABLE,
        /** Too few copies count. */
        UNKNOWN,
        /** All copies are of a later version. */
        UNKNOWN_FORMAT
    }

    /**
     * Decides.
     *
     * @param copies all copies of the record, whether their nodes answered or not
     * @param found whether any copy holds a state
     */
    static Verdict decide(List<Copy> copies, boolean found) {
        int needed = Consistency.QUORUM.needed(copies.size());
        int agreed = 0;
        int unreadable = 0;
        for (Copy copy : copies) {
            if (!found && copy.answer() == Answer.FOREIGN) {
                return Verdict.UNKNOWN_FORMAT;
            }
            agreed += copy.counts() && copy.answer() == (found ? Answer.MERGED : Answer.LESS) ? 1 : 0;
            unreadable += copy.counts() && copy.answer() == Answer.DAMAGED ? 1 : 0;
        }
        int counted = counted(copies);
        if (counted >= needed) {
            return agreed >= needed ? Verdict.STANDS : Verdict.WRITE_BACK;
        }
        boolean allAnswered = copies.stream().noneMatch(copy -> copy.answer() == Answer.SILENT);
        return !found && allAnswered && counted + unreadable >= needed ? Verdict.UNREADABLE : Verdict.UNKNOWN;
    }

    /** Returns how many copies are readable and count. */
    static int counted(List<Copy> copies) {
        return (int) copies.stream()
                .filter(copy -> copy.counts() && isReadable(copy.answer()))
                .count();
    }

    private static boolean isReadable(Answer answer) {
        return answer == Answer.MERGED || answer == Answer.LESS;
    }
}
