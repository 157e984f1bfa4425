package io.memshare.serializer.jdk;

/**
 * The limits of an inspection. The streams within a stream share them, so that nesting does not multiply the work.
 *
 * @param nesting how deep objects are nested, from the outermost stream on
 * @param memory the memory of the objects
 * @param tables the work of hashing
 * @param inner the length of the streams within
 */
record Limits(Nesting nesting, MemoryBudget memory, HashTables tables, InnerBytes inner) {

    static Limits of(int length) {
        return new Limits(new Nesting(), new MemoryBudget(length), new HashTables(), new InnerBytes(length));
    }
}
