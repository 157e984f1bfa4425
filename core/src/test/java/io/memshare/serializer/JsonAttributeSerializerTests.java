package io.memshare.serializer;

class JsonAttributeSerializerTests extends AttributeSerializerContract {

    @Override
    AttributeSerializer create() {
        return JsonAttributeSerializer.builder()
                .allowPackages(java.util.List.of(SHOP))
                .build();
    }
}
