package io.memshare.serializer.jdk;

/** An object that nothing can change. */
enum ConstantContents implements ContentKind {
    CONSTANT;

    @Override
    public boolean visit(Object object, ContentKind.Visitor visitor) {
        return true;
    }
}
