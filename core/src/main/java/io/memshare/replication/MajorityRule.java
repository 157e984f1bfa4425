package io.memshare.replication;

import java.util.List;

/**
 * Decides what the copies of a record say together where a majority of them has to (Attiya, Bar-Noy and Dolev, "Sharing Memory
 * Robustly in Message-Passing Systems", 1995). A pure function of the replies.
 *
 * <p>A copy counts if its node has lost nothing of what it ever took. Any two majorities have a copy in common, so one that counts
 * and is asked knows of every acknowledged write. What only some of them know must be written to a majority before it is told:
 * otherwise a later read could ask the others, and see less.
 */
final class MajorityRule {

    private MajorityRule() {}

    /** What a node said of its copy. */
    enum Answer {
        /** The state that all copies merge to. */
        MERGED,
        /** Another state, or none. */
        LESS,
        /** Bytes that cannot be read. */
        DAMAGED,
        /** Bytes of a later version. */
        FOREIGN,
        /** Nothing. */
        SILENT
    }

    /**
     * One copy.
     *
     * @param answer what its node said
     * @param counts whether the node had lost nothing of what it took, before it was asked for the copy
     */
    record Copy(Answer answer, boolean counts) {}

    /** What is to be answered. */
    enum Verdict {
        /** A majority holds the merged state, or has none of it. */
        STANDS,
        /** The merged state has to be written to a majority first. */
        WRITE_BACK,
        /** No copy can be read, on any node, and none ever will be. */
        UNREADABLE,
        /** Too few copies count. */
        UNKNOWN,
        /** There are only copies of a later version. */
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

    /** Returns how many copies could be read and count. */
    static int counted(List<Copy> copies) {
        return (int) copies.stream()
                .filter(copy -> copy.counts() && isReadable(copy.answer()))
                .count();
    }

    private static boolean isReadable(Answer answer) {
        return answer == Answer.MERGED || answer == Answer.LESS;
    }
}
