package io.memshare.serializer.jdk;

/** An object that may be written differently without any visible reason. */
enum UnknownContents implements ContentKind {
    UNKNOWN;

    @Override
    public boolean visit(Object object, ContentKind.Visitor visitor) {
        throw new IllegalArgumentException("the contents of " + object.getClass() + " are not known");
    }
}
