package io.memshare.serializer.jdk;

import org.jspecify.annotations.Nullable;

/** How to visit the contents of an object: the references and primitives that determine its serialized form. */
sealed interface ContentKind permits ConstantContents, ElementContents, EntryContents, FieldContents, UnknownContents {

    /** Receives the contents in order. */
    @FunctionalInterface
    interface Visitor {

        /**
         * Receives a reference or a primitive.
         *
         * @param content a reference, or a boxed primitive
         * @param primitive whether the content is a primitive
         * @return whether to continue
         */
        boolean visit(@Nullable Object content, boolean primitive);
    }

    /**
     * Visits the contents of an object.
     *
     * @return whether the visitor continued to the end
     */
    boolean visit(Object object, Visitor visitor);
}
