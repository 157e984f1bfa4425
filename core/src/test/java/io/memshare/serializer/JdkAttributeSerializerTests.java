package io.memshare.serializer;

class JdkAttributeSerializerTests extends AttributeSerializerContract {

    @Override
    AttributeSerializer create() {
        return JdkAttributeSerializer.builder()
                .allowPackages(java.util.List.of(SHOP))
                .build();
    }
}
