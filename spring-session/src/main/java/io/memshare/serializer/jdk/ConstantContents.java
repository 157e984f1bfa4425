package io.memshare.serializer.jdk;

/** An immutable object. */
enum ConstantContents implements ContentKind {
    CONSTANT;

    @Override
    public boolean visit(Object object, ContentKind.Visitor visitor) {
        return true;
    }
}
