package io.memshare.serializer.jdk;

import org.jspecify.annotations.Nullable;

/** How the contents of an object are visited: the references and primitives that decide how it is written. */
sealed interface ContentKind permits ConstantContents, ElementContents, EntryContents, FieldContents, UnknownContents {

    /** Is told of one content after the other. */
    @FunctionalInterface
    interface Visitor {

        /**
         * Is told of a content.
         *
         * @param content a reference, or a primitive in its box
         * @param primitive whether it is one
         * @return whether to go on
         */
        boolean visit(@Nullable Object content, boolean primitive);
    }

    /**
     * Visits the contents of an object.
     *
     * @return whether the visitor went on to the end
     */
    boolean visit(Object object, Visitor visitor);
}
