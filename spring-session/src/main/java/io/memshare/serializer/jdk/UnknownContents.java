package io.memshare.serializer.jdk;

/** An object whose serialized form may change without a visible change of its contents. */
enum UnknownContents implements ContentKind {
    UNKNOWN;

    @Override
    public boolean visit(Object object, ContentKind.Visitor visitor) {
        throw new IllegalArgumentException("the contents of " + object.getClass() + " are not known");
    }
}
