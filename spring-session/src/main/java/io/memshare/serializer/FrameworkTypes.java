package io.memshare.serializer;

import static io.memshare.serializer.NamesIn.prefix;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types that frameworks put into a session by themselves, or that applications usually put there for them. The list
 * consists of exact names, and of packages in which every serializable class was reviewed. A name that is not on the
 * class path allows nothing.
 */
final class FrameworkTypes {

    /**
     * Spring Security 7.1 has 277 serializable classes; four of them, constants, have a read hook, which resolves to an
     * equal constant.
     */
    static final List<String> PACKAGES =
            List.of("org.springframework.security.", "org.springframework.session.", "org.hibernate.collection.spi.");

    static final Set<String> NAMES = Stream.of(
                    web(),
                    formErrors(),
                    prefix("jakarta.servlet.http.", "Cookie"),
                    data(),
                    scopedBeans(),
                    kotlin(),
                    prefix("io.memshare.serializer.jdk.", "RepeatedElement StoredCause"))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private FrameworkTypes() {}

    private static Stream<String> web() {
        return Stream.of(
                        prefix("org.springframework.web.servlet.", "FlashMap"),
                        prefix("org.springframework.util.", "LinkedMultiValueMap MultiValueMapAdapter MimeType"),
                        prefix("org.springframework.util.unit.", "DataSize"),
                        prefix("org.springframework.ui.", "ModelMap ExtendedModelMap"),
                        prefix("org.springframework.validation.support.", "BindingAwareModelMap"),
                        prefix("org.springframework.web.util.", "HttpSessionMutexListener$Mutex"),
                        prefix("org.springframework.util.", "MultiValueMap UnmodifiableMultiValueMap"),
                        prefix("org.springframework.util.", "LinkedCaseInsensitiveMap LinkedCaseInsensitiveMap$1"),
                        prefix(
                                "org.springframework.http.",
                                "HttpStatus HttpStatusCode DefaultHttpStatusCode HttpMethod"),
                        prefix("org.springframework.http.", "HttpHeaders ReadOnlyHttpHeaders MediaType ProblemDetail"))
                .flatMap(names -> names);
    }

    /** Data binding and validators add errors of classes of their own, with the attributes of the constraints. */
    private static Stream<String> formErrors() {
        return Stream.of(
                        prefix(
                                "org.springframework.validation.",
                                "BeanPropertyBindingResult DirectFieldBindingResult MapBindingResult"
                                        + " AbstractPropertyBindingResult AbstractBindingResult AbstractErrors"
                                        + " SimpleErrors ObjectError FieldError DefaultMessageCodesResolver"
                                        + " DefaultMessageCodesResolver$Format"
                                        + " DefaultBindingErrorProcessor$BindingFieldError"),
                        prefix(
                                "org.springframework.validation.beanvalidation.",
                                "SpringValidatorAdapter$ValidationFieldError"
                                        + " SpringValidatorAdapter$ValidationObjectError"
                                        + " SpringValidatorAdapter$ResolvableAttribute"),
                        prefix("jakarta.validation.constraints.", "Pattern$Flag"),
                        prefix("org.springframework.context.support.", "DefaultMessageSourceResolvable"))
                .flatMap(names -> names);
    }

    private static Stream<String> data() {
        return prefix(
                "org.springframework.data.domain.",
                "PageImpl SliceImpl Chunk PageRequest AbstractPageRequest Sort Sort$Order Sort$TypedSort"
                        + " Sort$Direction Sort$NullHandling Unpaged Range Range$Bound Range$RangeBuilder");
    }

    /** A session-scoped bean with a destruction callback: Spring stores the callback next to the bean. */
    private static Stream<String> scopedBeans() {
        return Stream.of(
                        prefix("org.springframework.web.context.request.", "DestructionCallbackBindingListener"),
                        prefix("org.springframework.beans.factory.support.", "DisposableBeanAdapter"),
                        prefix(
                                "org.springframework.beans.factory.annotation.",
                                "InitDestroyAnnotationBeanPostProcessor"),
                        prefix("org.springframework.context.annotation.", "CommonAnnotationBeanPostProcessor"),
                        prefix("jakarta.annotation.", "PostConstruct PreDestroy Resource"))
                .flatMap(names -> names);
    }

    private static Stream<String> kotlin() {
        return prefix("kotlin.", "Pair Triple Unit collections.EmptyList collections.EmptySet collections.EmptyMap");
    }
}
